import type { RouteRef } from '@backstage/frontend-plugin-api';
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
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SWRConfig } from 'swr';
import { HomePage } from './HomePage';

const orderService = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'order-service', namespace: 'default' },
};

const deployments: EntitiesDeploymentsResponse = {
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

const nothing: FleetResponse = {
  items: [],
  totalItems: 0,
  healthCounts: {},
  sources: [{ name: 'main', status: 'live' }],
};

interface Answers {
  groups: string[];
  services: () => Promise<QueryEntitiesResponse>;
  documents: () => Promise<QueryEntitiesResponse>;
  deployments: ArgocdApi['getDeploymentsOfEntities'];
  attention: ArgocdApi['listDeployments'];
  runs: ScaffolderApi['listTasks'];
  visits: VisitsApi['list'];
  authorize: PermissionApi['authorize'];
}

const entities = async () => ({
  items: [orderService],
  totalItems: 1,
  pageInfo: {},
});

const answers: Answers = {
  groups: ['group:default/team-orders'],
  services: entities,
  documents: entities,
  deployments: async () => deployments,
  attention: async () => nothing,
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

function renderHome(changes: Partial<Answers> = {}) {
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
        [scaffolderApiRef, { listTasks: given.runs }],
        [visitsApiRef, { list: given.visits }],
        [permissionApiRef, { authorize: given.authorize }],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name':
          entityRouteRef as unknown as RouteRef,
        '/create': scaffolderPlugin.routes.root,
        '/deployments': argocdPlugin.routes.root,
      },
    },
  );
}

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));

const never = () => new Promise<never>(() => {});
const failure = async () => {
  throw new Error('the backend does not answer');
};
const denial = async () => {
  throw Object.assign(new Error('no'), { name: 'NotAllowedError' });
};

describe('HomePage', () => {
  afterEach(() => jest.restoreAllMocks());

  it('greets, and shows my services with what runs where, my runs, visits and documentation', async () => {
    renderHome();

    expect(
      await screen.findByRole('heading', { name: /^Good \w+, Ana$/ }),
    ).toBeInTheDocument();
    const services = await section('My services');
    expect(await services.findByText('production')).toBeInTheDocument();
    expect(services.getByText('v1.8.0')).toBeInTheDocument();
    expect(services.getByText('Degraded')).toBeInTheDocument();
    expect(
      services.getByRole('link', { name: 'order-service' }),
    ).toHaveAttribute('href', '/catalog/default/component/order-service');
    const runs = await section('My runs');
    expect(await runs.findByText('Failed')).toBeInTheDocument();
    expect(runs.getByText('invoice-service · Golden path')).toBeInTheDocument();
    expect(
      await (
        await section('Recently visited')
      ).findByRole('link', { name: 'Catalog' }),
    ).toHaveAttribute('href', '/catalog');
    expect(
      await (await section('Documentation')).findByText('order-service'),
    ).toBeInTheDocument();
    expect(
      await (
        await section('Create')
      ).findByRole('link', { name: 'Create a service' }),
    ).toHaveAttribute('href', '/create');
  });

  it('leads to what of my teams needs attention, worst first', async () => {
    const { deployments: mine } = deployments.items[0];
    const attention = jest.fn(async () => ({
      ...nothing,
      items: [
        {
          ...mine[0],
          entityRef: 'component:default/order-service',
          ownerRefs: ['group:default/team-orders'],
          problem: 'Degraded',
        },
      ],
      totalItems: 12,
    }));
    renderHome({ attention });

    const attentionSection = await section('Needs attention (12)');
    expect(
      attentionSection.getByText('order-service · production'),
    ).toBeInTheDocument();
    expect(attentionSection.getByText('Degraded')).toBeInTheDocument();
    expect(
      attentionSection.getByRole('link', {
        name: 'Open order-service · production',
      }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service/delivery?deployment=main/argocd/a',
    );
    expect(
      attentionSection.getByRole('link', { name: 'Show all 12' }),
    ).toHaveAttribute('href', '/deployments?owner=mine&attention=true');
    expect(attention).toHaveBeenCalledTimes(1);
    expect(attention).toHaveBeenCalledWith(
      expect.objectContaining({
        owner: ['user:default/ana', 'group:default/team-orders'],
        needsAttention: true,
        orderBy: 'attention',
        limit: 5,
      }),
    );
  });

  it('is calm when nothing needs attention', async () => {
    renderHome();
    expect(
      await (
        await section('Needs attention')
      ).findByText('Nothing needs attention'),
    ).toBeInTheDocument();
  });

  it('shows the rest when nobody knows what needs attention', async () => {
    renderHome({ attention: failure });
    expect(
      await (await section('Needs attention')).findByRole('alert'),
    ).toHaveTextContent('Deployments could not be loaded');
    expect(await screen.findByText('v1.8.0')).toBeInTheDocument();
  });

  it('keeps the place of what still loads', async () => {
    renderHome({
      services: never,
      runs: never,
      visits: never,
      documents: never,
      attention: never,
    });
    for (const name of [
      'Needs attention',
      'My services',
      'My runs',
      'Recently visited',
      'Documentation',
    ]) {
      expect(
        await (await section(name)).findByRole('status', { name: 'Loading' }),
      ).toBeInTheDocument();
    }
  });

  it('says of empty sections what they are for', async () => {
    const none = async () => ({ items: [], totalItems: 0, pageInfo: {} });
    renderHome({
      services: none,
      documents: none,
      runs: async () => ({ tasks: [] }),
      visits: async () => [],
    });
    expect(
      await screen.findByText(/Your teams own no services yet/),
    ).toHaveTextContent('spec.owner');
    expect(screen.getByText(/Nothing started yet/)).toBeInTheDocument();
    expect(screen.getByText(/Pages that you open/)).toBeInTheDocument();
    expect(screen.getByText(/No documentation yet/)).toHaveTextContent(
      'backstage.io/techdocs-ref: dir:.',
    );
  });

  it('does not tell people without a team that their teams own nothing', async () => {
    renderHome({
      groups: [],
      services: async () => ({ items: [], totalItems: 0, pageInfo: {} }),
    });
    expect(
      await (await section('My services')).findByText(/You are in no team/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Your teams own/)).not.toBeInTheDocument();
  });

  it('lets one section fail alone, and tries again', async () => {
    const runs = jest
      .fn(answers.runs)
      .mockRejectedValueOnce(new Error('the backend does not answer'));
    renderHome({ runs });

    const failed = await section('My runs');
    expect(await failed.findByRole('alert')).toHaveTextContent(
      'Your runs could not be loaded: the backend does not answer',
    );
    expect(await screen.findByText('v1.8.0')).toBeInTheDocument();
    await userEvent.click(failed.getByRole('button', { name: 'Try again' }));
    expect(await failed.findByText('Failed')).toBeInTheDocument();
  });

  it('survives an answer that a section cannot draw', async () => {
    renderHome({ runs: async () => JSON.parse('{ "tasks": [null] }') });
    jest.spyOn(console, 'error').mockImplementation(() => {});

    expect(
      await (await section('My runs')).findByRole('alert'),
    ).toHaveTextContent('My runs could not be loaded');
    expect(await screen.findByText('v1.8.0')).toBeInTheDocument();
  });

  it('shows my services when nobody knows what runs where', async () => {
    renderHome({ deployments: failure });
    const services = await section('My services');
    expect(await services.findByRole('alert')).toHaveTextContent(
      'What runs where could not be loaded',
    );
    expect(services.getByText('order-service')).toBeInTheDocument();
  });

  it('says when what it shows is old', async () => {
    renderHome({
      deployments: async () => ({
        ...deployments,
        sources: [
          {
            name: 'main',
            status: 'stale',
            asOf: new Date(Date.now() - 240_000).toISOString(),
            message: 'Cluster sandbox does not answer.',
          },
        ],
      }),
    });
    const services = await section('My services');
    expect(await services.findByText(/Last seen/)).toHaveTextContent(
      'Last seen 4 min ago: Argo CD main. Cluster sandbox does not answer.',
    );
    expect(services.getByText('v1.8.0')).toBeInTheDocument();
  });

  it('tells what one may not see, and offers no retry for it', async () => {
    renderHome({ services: denial });
    const services = await section('My services');
    expect(await services.findByText(/You may not see this/)).toHaveTextContent(
      'Ask the platform team',
    );
    expect(services.queryByRole('button')).not.toBeInTheDocument();
  });
});
