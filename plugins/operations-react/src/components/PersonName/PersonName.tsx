import { EntityDisplayName } from '@backstage/plugin-catalog-react';

/** Who did something, by the name that people know. A service, which is not in the catalog, by its own. */
export function PersonName({ entityRef }: { entityRef: string }) {
  return /^[a-z]+:[^/\s]+\/\S+$/i.test(entityRef) ? (
    <EntityDisplayName
      entityRef={entityRef}
      defaultKind="user"
      hideIcon
      disableTooltip
    />
  ) : (
    <>{entityRef}</>
  );
}
