import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  ArgocdApi,
  FleetResponse,
} from '@golden-path/plugin-argocd-common';
import type { OperationsApi } from '@golden-path/plugin-operations-common';
import {
  operationRouteRef,
  operationsApiRef,
} from '@golden-path/plugin-operations-react';
import {
  exampleOperation,
  FakeOperations,
} from '@golden-path/plugin-operations-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { minutesAgo } from '../../__testUtils__/exampleDeployments';
import {
  answerFleetQuery,
  exampleFleet,
  fleetDeploymentOf,
} from '../../__testUtils__/exampleFleet';
import { fakeArgocdApi } from '../../__testUtils__/fakeArgocdApi';
import { argocdApiRef } from '../../api';
import { useFleetAttention } from '../../hooks/useFleetAttention';
import { rootRouteRef } from '../../routes';
import { NeedsAttention } from './NeedsAttention';

const listDeployments = jest.fn<
  Promise<FleetResponse>,
  Parameters<ArgocdApi['listDeployments']>
>();
const nothing = answerFleetQuery([], {});
const message = 'cluster sandbox does not answer';

function Widget() {
  const { state, retry } = useFleetAttention();
  return <NeedsAttention state={state} onRetry={retry} />;
}

function renderWidget(operations?: OperationsApi) {
  renderInTestApp(<Widget />, {
    apis: [
      [argocdApiRef, fakeArgocdApi({ listDeployments })],
      mockApis.identity({
        userEntityRef: 'user:default/ana',
        ownershipEntityRefs: ['user:default/ana', 'group:default/team-orders'],
      }),
      ...(operations ? [[operationsApiRef, operations] as const] : []),
    ],
    mountedRoutes: {
      '/deployments': rootRouteRef,
      '/operations/:id': operationRouteRef,
      '/catalog/:namespace/:kind/:name': convertLegacyRouteRef(entityRouteRef),
    },
  });
}

describe('NeedsAttention', () => {
  beforeEach(() => {
    listDeployments
      .mockReset()
      .mockImplementation(async query =>
        answerFleetQuery(exampleFleet(), query),
      );
  });

  it('shows what of mine needs attention, with the way to it and to all', async () => {
    renderWidget();
    const rows = (await screen.findAllByRole('listitem')).map(row =>
      within(row),
    );
    expect(rows[0].getByText('order-service · staging')).toBeInTheDocument();
    expect(rows[0].getByText('Out of sync')).toBeInTheDocument();
    expect(rows[0].queryByText('Healthy')).not.toBeInTheDocument();
    expect(rows[1].getByText('order-service · production')).toBeInTheDocument();
    expect(rows[1].getByText(/Paused at 30 %/)).toBeInTheDocument();
    expect(
      rows[1].getByRole('link', { name: 'Open order-service · production' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service/delivery?deployment=main/argocd/order-service-production',
    );
    expect(rows).toHaveLength(2);
    expect(
      screen.getByRole('link', { name: 'Show in all deployments' }),
    ).toHaveAttribute('href', '/deployments?owner=mine&attention=true');
  });

  it('says how many more there are, and what is wrong where a word does not', async () => {
    listDeployments.mockResolvedValueOnce({
      ...nothing,
      items: [
        fleetDeploymentOf('a', null, {
          health: {
            status: 'Degraded',
            message: 'subnet group not found',
            since: minutesAgo(25.5),
          },
          problem: 'Degraded',
        }),
      ],
      totalItems: 1200,
    });
    renderWidget();
    const row = await screen.findByRole('listitem');
    expect(row).toHaveTextContent(
      'a · no environmentDegraded25 minsubnet group not found',
    );
    expect(
      screen.getByRole('link', { name: 'Show all 1,200' }),
    ).toBeInTheDocument();
  });

  it.each<[string, FleetResponse['sources'][number], string]>([
    ['live', { name: 'main', status: 'live' }, 'Nothing needs attention'],
    [
      'unavailable',
      { name: 'main', status: 'unavailable', message },
      'Nothing that is known at present needs attention',
    ],
    [
      'warming',
      { name: 'main', status: 'warming' },
      'Reading the applications of Argo CD main',
    ],
  ])('is calm only as far as it knows: %s', async (_, source, text) => {
    listDeployments.mockResolvedValueOnce({ ...nothing, sources: [source] });
    renderWidget();
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('tells what failed and tries again', async () => {
    listDeployments.mockRejectedValueOnce(new Error('no answer'));
    renderWidget();
    expect(await screen.findByRole('alert')).toHaveTextContent('no answer');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findAllByRole('listitem')).toHaveLength(2);
  });

  it('tells who may not see it so, without a retry', async () => {
    listDeployments.mockRejectedValueOnce(
      Object.assign(new Error('Ask the platform team'), { statusCode: 403 }),
    );
    renderWidget();
    expect(
      await screen.findByText('Ask the platform team'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('offers what may help, or tells what is being done already', async () => {
    listDeployments.mockResolvedValue({
      ...nothing,
      items: [
        fleetDeploymentOf('order-service', 'production', {
          health: { status: 'Degraded' },
        }),
        fleetDeploymentOf('payment-service', 'production', {
          health: { status: 'Degraded' },
        }),
        fleetDeploymentOf('payment-service', 'staging', {
          sync: { status: 'OutOfSync' },
        }),
      ],
      totalItems: 3,
    });
    const operations = new FakeOperations({ operations: [exampleOperation()] });
    const list = jest.spyOn(operations, 'list');
    renderWidget(operations);
    expect(
      await screen.findByRole('link', {
        name: 'ben is promoting v1.9.0 to production',
      }),
    ).toHaveAttribute('href', '/operations/operation-1');
    expect(
      screen.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Roll back', 'Sync']);
    expect(list).toHaveBeenCalledTimes(1);
    expect(list.mock.lastCall?.[0]).toMatchObject({
      entityRef: [
        'component:default/order-service',
        'component:default/payment-service',
      ],
      status: ['accepted', 'running'],
    });
  });
});
