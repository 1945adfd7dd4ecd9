import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_APP_NAME,
  ANNOTATION_APP_SELECTOR,
} from '@golden-path/plugin-argocd-common';
import { PlatformClient } from '@golden-path/plugin-platform-common';
import useAsync from 'react-use/esm/useAsync';

/** What the filters of the fleet can be set to. */
export interface FleetChoices {
  /** Entity references of those who own something that is deployed. */
  ownerRefs: string[];
  /** Names of environments in the order of promotion. */
  environments: string[];
}

/** What there is to choose from. What cannot be found out is left out: the filters then offer what the rows tell. */
export function useFleetChoices(): FleetChoices {
  const catalog = useApi(catalogApiRef);
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const { value: ownerRefs = [] } = useAsync(async () => {
    const { facets } = await catalog.getEntityFacets({
      facets: ['relations.ownedBy'],
      filter: [ANNOTATION_APP_NAME, ANNOTATION_APP_SELECTOR].map(
        annotation => ({
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        }),
      ),
    });
    return facets['relations.ownedBy'].map(({ value }) => value);
  }, [catalog]);
  const { value: environments = [] } = useAsync(async () => {
    const platform = new PlatformClient({ discoveryApi, fetchApi });
    const { items } = await platform.listEnvironments();
    return items.map(({ name }) => name);
  }, [discoveryApi, fetchApi]);
  return { ownerRefs, environments };
}
