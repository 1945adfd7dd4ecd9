import {
  EntityKindPicker,
  EntityLifecyclePicker,
  EntityOwnerPicker,
  EntityTagPicker,
  EntityTypePicker,
  UserListPicker,
} from '@backstage/plugin-catalog-react';
import { CatalogPage } from './CatalogPage';

/** The APIs of the organization. */
export const ApisPage = () => (
  <CatalogPage
    title="APIs"
    filters={
      <>
        <EntityKindPicker initialFilter="api" hidden />
        <EntityTypePicker />
        <UserListPicker initialFilter="all" />
        <EntityOwnerPicker />
        <EntityLifecyclePicker />
        <EntityTagPicker />
      </>
    }
  />
);
