import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { argocdApiRef } from '@golden-path/plugin-argocd';
import {
  maximumEntitiesPerRequest,
  type EntitiesDeploymentsResponse,
} from '@golden-path/plugin-argocd-common';
import { useEffect, useRef } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import useInterval from 'react-use/esm/useInterval';

const refreshEveryMilliseconds = 15_000;

/** The services of my teams, and how many more there are than a section shows. */
export interface MyServices {
  /** Whether I am in any team: without one, nothing is mine. */
  hasTeam: boolean;
  services: Entity[];
  total: number;
}

/** The deployed kinds of components that my teams own. */
export function useMyServices() {
  const identityApi = useApi(identityApiRef);
  const catalogApi = useApi(catalogApiRef);
  return useAsyncRetry(async (): Promise<MyServices> => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    const { items, totalItems } = await catalogApi.queryEntities({
      filter: {
        kind: 'component',
        'spec.type': ['service', 'website'],
        'relations.ownedBy': ownershipEntityRefs,
      },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
      orderFields: [{ field: 'metadata.name', order: 'asc' }],
      limit: maximumEntitiesPerRequest,
    });
    return {
      hasTeam: ownershipEntityRefs.some(ref => ref.startsWith('group:')),
      services: items,
      total: totalItems,
    };
  }, [identityApi, catalogApi]);
}

/**
 * What runs of these services; asked again every 15 seconds while the page is
 * visible. An answer stays when a later request fails.
 */
export function useDeploymentsOf(services: Entity[] | undefined) {
  const argocdApi = useApi(argocdApiRef);
  const state = useAsyncRetry(
    async (): Promise<EntitiesDeploymentsResponse> =>
      services?.length
        ? argocdApi.getDeploymentsOfEntities(services.map(stringifyEntityRef))
        : { items: [], sources: [] },
    [argocdApi, services],
  );
  useInterval(() => document.hidden || state.retry(), refreshEveryMilliseconds);
  const lastAnswer = useRef<EntitiesDeploymentsResponse>();
  useEffect(() => {
    lastAnswer.current = state.value ?? lastAnswer.current;
  }, [state.value]);
  return { ...state, value: state.value ?? lastAnswer.current };
}
