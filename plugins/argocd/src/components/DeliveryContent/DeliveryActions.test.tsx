import '@golden-path/plugin-platform-react/testUtils';
import type { DeploymentsResponse } from '@golden-path/plugin-argocd-common';
import {
  exampleKinds,
  exampleOperation,
  examplePlan,
  FakeOperations,
} from '@golden-path/plugin-operations-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleResponse,
  productionWith,
} from '../../__testUtils__/exampleDeployments';
import { planAfter } from '../../__testUtils__/planAfter';
import { detailOf } from '../../__testUtils__/exampleDetail';
import {
  getDeployment,
  getDeployments,
  renderDeliveryTab,
} from '../../__testUtils__/renderScreens';

const entityRef = 'component:default/order-service';

describe('the actions of the tab Delivery', () => {
  beforeEach(() => {
    getDeployments.mockReset().mockResolvedValue(exampleResponse());
    getDeployment.mockReset();
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['Promote to staging', 'promote', { environment: 'staging' }],
    ['Promote to production', 'promote', { environment: 'production' }],
    ['Refresh development', 'refresh', { environment: 'development' }],
    [
      'Sync production',
      'sync',
      { environment: 'production', prune: false, dryRun: false },
    ],
  ])('%s: shows the plan', async (button, kind, input) => {
    const operations = new FakeOperations();
    renderDeliveryTab({ operations });
    const { dialog, plan } = await planAfter(button, operations);
    expect(await dialog.findByText(examplePlan().summary)).toBeInTheDocument();
    expect(plan).toHaveBeenCalledWith(
      { kind, entityRef, input },
      expect.anything(),
    );
  });

  it('syncs with what is ticked', async () => {
    const operations = new FakeOperations();
    renderDeliveryTab({ operations });
    const { dialog, plan } = await planAfter('Sync staging', operations);
    await userEvent.click(dialog.getByRole('checkbox', { name: /Prune/ }));
    await waitFor(() =>
      expect(plan).toHaveBeenLastCalledWith(
        {
          kind: 'sync',
          entityRef,
          input: { environment: 'staging', prune: true, dryRun: false },
        },
        expect.anything(),
      ),
    );
  });

  it('asks which version to deploy, and plans nothing that is none', async () => {
    const operations = new FakeOperations();
    renderDeliveryTab({ operations });
    const { dialog, plan } = await planAfter('Deploy to staging', operations);
    const field = dialog.getByLabelText('Version');
    expect(field).toHaveFocus();
    expect(
      dialog.getByRole('button', {
        name: 'Deploy, not available: Fill in what is asked for',
      }),
    ).toBeInTheDocument();
    await userEvent.type(field, 'no version{Enter}');
    expect(dialog.getByText(/Give a tag such as v1.9.0/)).toBeInTheDocument();
    expect(plan).not.toHaveBeenCalled();

    await userEvent.clear(field);
    await userEvent.type(field, 'v2.0.0{Enter}');
    expect(await dialog.findByText(examplePlan().summary)).toBeInTheDocument();
    // What runs in the other environments is known to exist.
    await userEvent.click(dialog.getByRole('button', { name: 'v1.9.0' }));
    await waitFor(() =>
      expect(plan.mock.calls.map(([{ input }]) => input)).toEqual([
        { environment: 'staging', image: 'v2.0.0' },
        { environment: 'staging', image: 'v1.9.0' },
      ]),
    );
    expect(dialog.getByRole('button', { name: 'Deploy' })).toBeEnabled();
  });

  it('goes back to a deployment of the history', async () => {
    getDeployment.mockImplementation(async () =>
      detailOf(exampleResponse().items[2]),
    );
    const operations = new FakeOperations();
    renderDeliveryTab({
      operations,
      query: '?deployment=main/argocd/order-service-production',
    });
    const { plan } = await planAfter(
      'Roll back to this: v1.8.2 in production',
      operations,
    );
    await waitFor(() =>
      expect(plan).toHaveBeenCalledWith(
        {
          kind: 'roll-back',
          entityRef,
          input: { environment: 'production', historyId: 2 },
        },
        expect.anything(),
      ),
    );
    expect(
      screen.queryByRole('button', {
        name: /Roll back to this: v1.9.0/,
        hidden: true,
      }),
    ).not.toBeInTheDocument();
  });

  it.each<[string, string, DeploymentsResponse]>([
    [
      'that it is not confirmed',
      'Sync production, not available: Nobody has agreed',
      productionWith({
        confirmed: false,
        confirmationProblem: 'Nobody has agreed',
      }),
    ],
    [
      'that there is nothing to promote',
      'Promote to production, not available: production runs v1.8.2 already',
      productionWith({
        images: [{ name: 'ghcr.io/acme/order-service', tag: 'v1.8.2' }],
      }),
    ],
    [
      'that the next environment is not confirmed',
      'Promote to production, not available: Nobody has agreed',
      productionWith({
        confirmed: false,
        confirmationProblem: 'Nobody has agreed',
      }),
    ],
  ])('says %s', async (_, name, response) => {
    getDeployments.mockResolvedValue(response);
    renderDeliveryTab({ operations: new FakeOperations() });
    expect(await screen.findByRole('button', { name })).toBeInTheDocument();
  });

  it('says that all of it is switched off', async () => {
    renderDeliveryTab({
      operations: new FakeOperations({ kinds: exampleKinds('Read-only here') }),
    });
    for (const name of ['Sync staging', 'Promote to staging']) {
      expect(
        await screen.findByRole('button', {
          name: `${name}, not available: Read-only here`,
        }),
      ).toBeInTheDocument();
    }
  });

  it('tells what is being done instead, and keeps others away from it', async () => {
    renderDeliveryTab({
      operations: new FakeOperations({ operations: [exampleOperation()] }),
    });
    expect(
      await screen.findByRole('link', {
        name: 'ben is promoting v1.9.0 to production',
      }),
    ).toHaveAttribute('href', '/operations/operation-1');
    expect(
      screen.queryByRole('button', { name: /^Sync production/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: 'Promote to production, not available: production is being changed',
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sync staging' })).toBeEnabled();
  });

  it('offers to stop a sync that runs, rather than another one', async () => {
    getDeployments.mockResolvedValue(
      productionWith({ operation: { phase: 'Running', automated: true } }),
    );
    renderDeliveryTab({ operations: new FakeOperations() });
    expect(
      await screen.findByRole('button', {
        name: 'Stop the sync of production',
      }),
    ).toBeEnabled();
    expect(
      screen.queryByRole('button', { name: /^Sync production/ }),
    ).not.toBeInTheDocument();
  });

  it('names the application where an environment has several', async () => {
    const response = exampleResponse();
    const [, , production] = response.items;
    getDeployments.mockResolvedValue({
      ...response,
      items: [
        ...response.items,
        {
          ...production,
          application: { ...production.application, name: 'order-service-us' },
        },
      ],
    });
    const operations = new FakeOperations();
    renderDeliveryTab({ operations });
    const { plan } = await planAfter('Promote to order-service-us', operations);
    await waitFor(() =>
      expect(plan).toHaveBeenCalledWith(
        expect.objectContaining({
          input: {
            environment: 'production',
            application: 'main/argocd/order-service-us',
          },
        }),
        expect.anything(),
      ),
    );
  });

  it('lists what was done last, with the way to all of it', async () => {
    renderDeliveryTab({
      operations: new FakeOperations({ operations: [exampleOperation()] }),
    });
    const activity = within(
      await screen.findByRole('region', { name: 'Activity' }),
    );
    expect(
      await activity.findByRole('link', {
        name: 'Promote v1.9.0 to production',
      }),
    ).toBeInTheDocument();
    expect(
      activity.getByRole('link', { name: 'All activity' }),
    ).toHaveAttribute('href', `/activity?entity=${entityRef}`);
  });
});
