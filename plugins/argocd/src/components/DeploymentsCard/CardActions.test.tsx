import '@golden-path/plugin-platform-react/testUtils';
import { FakeOperations } from '@golden-path/plugin-operations-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleResponse,
  orderService,
  productionWith,
} from '../../__testUtils__/exampleDeployments';
import { detailOf } from '../../__testUtils__/exampleDetail';
import { planAfter } from '../../__testUtils__/planAfter';
import {
  getDeployment,
  getDeployments,
  renderDeploymentsCard,
} from '../../__testUtils__/renderScreens';

describe('the actions of the card', () => {
  beforeEach(() => {
    getDeployments.mockReset().mockResolvedValue(
      productionWith({
        history: [1, 2].map(id => ({ id, revision: 'a', automated: true })),
      }),
    );
    getDeployment.mockReset();
  });

  it('are those that help: promote what is ahead, sync what differs, roll back what is broken', async () => {
    getDeployment.mockImplementation(async () =>
      detailOf(exampleResponse().items[2]),
    );
    const operations = new FakeOperations();
    renderDeploymentsCard(orderService, operations);
    expect(
      await screen.findByRole('button', { name: 'Promote to staging' }),
    ).toBeEnabled();
    expect(
      screen.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Promote', 'Sync', 'Promote', 'Roll back', 'Open in Argo CD']);
    const { dialog, plan } = await planAfter(
      'Roll back production',
      operations,
    );
    // The one before the present one is chosen already.
    expect(await dialog.findByRole('radio', { name: /v1.8.2/ })).toBeChecked();
    await userEvent.click(dialog.getByRole('radio', { name: /12.4.1-rc.10/ }));
    await waitFor(() =>
      expect(plan.mock.calls.map(([{ input }]) => input)).toEqual([
        { environment: 'production', historyId: 2 },
        { environment: 'production', historyId: 1 },
      ]),
    );
  });

  it('are not there where operations are not installed', async () => {
    renderDeploymentsCard();
    expect(await screen.findByText('v1.8.0')).toBeInTheDocument();
    expect(
      screen.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Open in Argo CD']);
  });
});
