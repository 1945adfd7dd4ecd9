import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import type { QueryEntitiesResponse } from '@backstage/catalog-client';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { visitsApiRef, type VisitsApi } from '@backstage/plugin-home';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import {
  scaffolderApiRef,
  type ScaffolderApi,
} from '@backstage/plugin-scaffolder-react';
import argocdPlugin, { argocdApiRef } from '@golden-path/plugin-argocd';
import type {
  ArgocdApi,
  EntitiesDeploymentsResponse,
  FleetResponse,
} from '@golden-path/plugin-argocd-common';
import type { OperationsApi } from '@golden-path/plugin-operations-common';
import {
  approvalsRouteRef,
  operationRouteRef,
  operationsApiRef,
} from '@golden-path/plugin-operations-react';
import { screen, within } from '@testing-library/react';
import { SWRConfig } from 'swr';
import { HomePage } from '../HomePage';

const orderService = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'order-service', namespace: 'default' },
};

/** One service that is degraded in production. */
export const deployments: EntitiesDeploymentsResponse = {
  items: [
    {
      entityRef: 'component:default/order-service',
      deployments: [
        {
          instance: 'main',
          application: { name: 'a', namespace: 'argocd', project: 'default' },
          environment: 'production',
          cluster: 'sandbox',
          destination: { namespace: 'orders' },
          confirmed: true,
          sync: { status: 'Synced' },
          health: { status: 'Degraded' },
          images: [{ name: 'orders', tag: 'v1.8.0' }],
          history: [],
          resources: [],
          conditions: [],
          links: { external: [] },
        },
      ],
    },
  ],
  sources: [{ name: 'main', status: 'live' }],
};

/** No deployments. */
export const nothing: FleetResponse = {
  items: [],
  totalItems: 0,
  healthCounts: {},
  sources: [{ name: 'main', status: 'live' }],
};

/** What the page is told. */
export interface Answers {
  groups: string[];
  services: () => Promise<QueryEntitiesResponse>;
  documents: () => Promise<QueryEntitiesResponse>;
  deployments: ArgocdApi['getDeploymentsOfEntities'];
  attention: ArgocdApi['listDeployments'];
  runs: ScaffolderApi['listTasks'];
  approvals: OperationsApi['list'];
  visits: VisitsApi['list'];
  authorize: PermissionApi['authorize'];
}

const entities = async () => ({
  items: [orderService],
  totalItems: 1,
  pageInfo: {},
});

/** What the page is told unless a test says otherwise. */
export const answers: Answers = {
  groups: ['group:default/team-orders'],
  services: entities,
  documents: entities,
  deployments: async () => deployments,
  attention: async () => nothing,
  approvals: async () => ({ items: [] }),
  runs: async () => ({
    tasks: [
      {
        id: '7',
        status: 'failed',
        createdAt: '2026-01-01T00:00:00Z',
        spec: {
          apiVersion: 'scaffolder.backstage.io/v1beta3',
          parameters: { name: 'invoice-service' },
          steps: [],
          output: {},
        },
      },
    ],
  }),
  visits: async () => [
    {
      id: '1',
      name: 'Catalog | Golden Path Portal',
      pathname: '/catalog',
      hits: 1,
      timestamp: 0,
    },
  ],
  authorize: async () => ({ result: AuthorizeResult.ALLOW }),
};

const unused = () => Promise.reject(new Error('The page does not ask this'));
const others = {
  getDeployments: unused,
  getDeployment: unused,
  getDeploymentsOfEntities: unused,
};

/** Shows the home page with these answers. */
export function renderHome(changes: Partial<Answers> = {}) {
  const given = { ...answers, ...changes };
  renderInTestApp(
    <SWRConfig value={{ provider: () => new Map() }}>
      <HomePage />
    </SWRConfig>,
    {
      apis: [
        mockApis.identity({
          userEntityRef: 'user:default/ana',
          ownershipEntityRefs: ['user:default/ana', ...given.groups],
          displayName: 'Ana Example',
        }),
        [
          catalogApiRef,
          {
            queryEntities: request =>
              request && 'query' in request
                ? given.documents()
                : given.services(),
          },
        ],
        [
          argocdApiRef,
          {
            getDeploymentsOfEntities: given.deployments,
            abortedBy: () => ({ ...others, listDeployments: given.attention }),
          },
        ],
        [operationsApiRef, { list: given.approvals }],
        [scaffolderApiRef, { listTasks: given.runs }],
        [visitsApiRef, { list: given.visits }],
        [permissionApiRef, { authorize: given.authorize }],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
        '/create': scaffolderPlugin.routes.root,
        '/deployments': argocdPlugin.routes.root,
        '/operations/:id': operationRouteRef,
        '/approvals': approvalsRouteRef,
      },
    },
  );
}

/** A section of the page, by its heading. */
export const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));

/** Does not answer. */
export const never = () => new Promise<never>(() => {});
/** Fails. */
export const failure = async () => {
  throw new Error('the backend does not answer');
};
/** Refuses. */
export const denial = async () => {
  throw Object.assign(new Error('no'), { name: 'NotAllowedError' });
};
