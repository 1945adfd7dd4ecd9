import { responseError } from '@golden-path/plugin-platform-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  deploymentOf,
  exampleRevision,
  exampleResponse,
  minutesAgo,
  orderService,
} from '../../__testUtils__/exampleDeployments';
import {
  getDeployments,
  renderDeploymentsCard,
  signal,
} from '../../__testUtils__/renderScreens';

function columnOf(environment: string): HTMLElement {
  const column = screen
    .getByRole('heading', { name: environment })
    .closest('li');
  if (!column) {
    throw new Error(`There is no column ${environment}`);
  }
  return column;
}

async function focusByKeyboard(element: HTMLElement): Promise<void> {
  // A tooltip opens for a focus that comes from the keyboard.
  while (document.activeElement !== element) {
    await userEvent.tab();
  }
}

describe('DeploymentsCard', () => {
  beforeEach(() => {
    getDeployments.mockReset().mockResolvedValue(exampleResponse());
  });

  it('has the shape of its content while it loads', async () => {
    getDeployments.mockReturnValue(new Promise(() => {}));
    renderDeploymentsCard();
    expect(
      await screen.findByRole('heading', { name: 'Deployments' }),
    ).toBeInTheDocument();
    expect(screen.getByTestId('deployments-skeleton')).toHaveAttribute(
      'aria-busy',
      'true',
    );
  });

  it('tells version, health with age, and sync of each environment in the given order', async () => {
    renderDeploymentsCard();
    await screen.findByRole('heading', { name: 'production' });
    expect(
      screen.getAllByRole('heading', { level: 4 }).map(h => h.textContent),
    ).toEqual(['development', 'staging', 'production']);

    const development = within(columnOf('development'));
    const version = development.getByRole('link', { name: /v1\.9\.0/ });
    expect(version).toHaveAttribute(
      'href',
      `https://github.com/acme/order-service/commit/${exampleRevision}`,
    );
    expect(development.getByText('Healthy')).toBeInTheDocument();
    expect(development.getByText('3 h')).toBeInTheDocument();
    expect(development.getByText('Synced')).toBeInTheDocument();

    const staging = within(columnOf('staging'));
    expect(staging.getByText('Progressing')).toBeInTheDocument();
    expect(staging.getByText('Out of sync')).toBeInTheDocument();
    const production = within(columnOf('production'));
    expect(production.getByText('Degraded')).toBeInTheDocument();
    expect(production.getByText('12 min')).toBeInTheDocument();
    expect(production.getByText('+1')).toBeInTheDocument();
    expect(
      screen.queryByText('Not confirmed for this service'),
    ).not.toBeInTheDocument();
  });

  it('explains a state to keyboard users, too', async () => {
    renderDeploymentsCard();
    await screen.findByRole('heading', { name: 'production' });
    const degraded = within(columnOf('production')).getByText('Degraded');
    await focusByKeyboard(degraded);
    expect(
      await screen.findByText('Deployment exceeded its progress deadline'),
    ).toBeInTheDocument();
  });

  it('is live, and leads to each application in Argo CD', async () => {
    renderDeploymentsCard();
    expect(await screen.findByText(/live/)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Open in Argo CD' }),
    );
    expect(
      await screen.findByRole('menuitem', { name: 'staging' }),
    ).toHaveAttribute(
      'href',
      'https://argocd.example.com/applications/argocd/order-service-staging',
    );
  });

  it('leads to the one application at once', async () => {
    getDeployments.mockResolvedValue({
      ...exampleResponse(),
      items: [deploymentOf('staging')],
    });
    renderDeploymentsCard();
    expect(
      await screen.findByRole('link', { name: 'Open in Argo CD' }),
    ).toBeInTheDocument();
  });

  it('marks what is not confirmed, and says how to confirm it', async () => {
    getDeployments.mockResolvedValue({
      ...exampleResponse(),
      items: [deploymentOf('staging', { confirmed: false })],
    });
    renderDeploymentsCard();
    const mark = await screen.findByText('Not confirmed for this service');
    await focusByKeyboard(mark);
    await waitFor(() =>
      expect(
        screen.getByText(
          /backstage\.io\/entity-ref: component:default\/order-service/,
        ),
      ).toBeInTheDocument(),
    );
  });

  it('names what is in no environment', async () => {
    getDeployments.mockResolvedValue({
      ...exampleResponse(),
      items: [deploymentOf(null)],
    });
    renderDeploymentsCard();
    await screen.findByRole('heading', { name: 'No environment' });
    expect(screen.getByText('order-service-sandbox')).toBeInTheDocument();
  });

  it('tells what to do when there is no application, with the annotation to copy', async () => {
    getDeployments.mockResolvedValue({ ...exampleResponse(), items: [] });
    renderDeploymentsCard();
    expect(
      await screen.findByText(
        /no application with the labels app\.kubernetes\.io\/name=order-service yet/,
      ),
    ).toBeInTheDocument();
    document.execCommand = jest.fn(() => true);
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy the annotation' }),
    );
    expect(document.execCommand).toHaveBeenCalledWith('copy');
    expect(await screen.findByText('Copied')).toBeInTheDocument();
  });

  it('tells the annotation of the entity when that is missing', async () => {
    getDeployments.mockResolvedValue({ ...exampleResponse(), items: [] });
    const { name, namespace } = orderService.metadata;
    renderDeploymentsCard({ ...orderService, metadata: { name, namespace } });
    expect(
      await screen.findByText(
        'argocd/app-selector: app.kubernetes.io/name=order-service',
      ),
    ).toBeInTheDocument();
  });

  it('says what failed, and tries again', async () => {
    getDeployments.mockRejectedValueOnce(
      await responseError(500, 'Error', 'the catalog does not answer'),
    );
    renderDeploymentsCard();
    expect(
      await screen.findByText(
        'the catalog does not answer (request request-42)',
      ),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('heading', { name: 'staging' }),
    ).toBeInTheDocument();
  });

  it('says who may see it when the reader may not', async () => {
    getDeployments.mockRejectedValue(
      await responseError(403, 'NotAllowedError', 'ask its owner'),
    );
    renderDeploymentsCard();
    expect(
      await screen.findByText('You may not see these deployments'),
    ).toBeInTheDocument();
    expect(screen.getByText('ask its owner')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Retry' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    [
      'stale' as const,
      minutesAgo(4.5),
      'Last seen 4 min ago: cluster sandbox does not answer',
    ],
    [
      'unavailable' as const,
      undefined,
      'Argo CD main is not available: cluster sandbox does not answer',
    ],
  ])('R10: keeps its data when a source is %s', async (status, asOf, text) => {
    const message = 'cluster sandbox does not answer';
    getDeployments.mockResolvedValue({
      ...exampleResponse(),
      sources: [{ name: 'main', status, asOf, message }],
    });
    renderDeploymentsCard();
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'production' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/live/)).not.toBeInTheDocument();
  });

  it('shows its shape while the applications are read for the first time, and asks again soon', async () => {
    getDeployments.mockResolvedValueOnce({
      items: [],
      sources: [{ name: 'main', status: 'warming' }],
      distances: [],
    });
    renderDeploymentsCard();
    expect(
      await screen.findByText('Reading the applications of Argo CD main'),
    ).toBeInTheDocument();
    expect(screen.getByTestId('deployments-skeleton')).toBeInTheDocument();
    expect(
      await screen.findByRole(
        'heading',
        { name: 'production' },
        { timeout: 4_000 },
      ),
    ).toBeInTheDocument();
  });

  it('asks again when a signal announces a change of this entity only, and tells the change politely', async () => {
    renderDeploymentsCard();
    await screen.findByRole('heading', { name: 'staging' });
    act(() => signal.send({ changeKey: 'key-of-another', counter: 1 }));
    expect(getDeployments).toHaveBeenCalledTimes(1);

    const changed = exampleResponse();
    changed.items[1] = deploymentOf('staging');
    getDeployments.mockResolvedValue(changed);
    act(() => signal.send({ changeKey: 'key-of-order-service', counter: 2 }));
    await waitFor(() => expect(getDeployments).toHaveBeenCalledTimes(2));
    const told = await screen.findByText('staging, v1.9.0, Healthy, Synced');
    expect(told).toHaveAttribute('aria-live', 'polite');
  });

  it('keeps what it shows when it cannot be renewed', async () => {
    renderDeploymentsCard();
    await screen.findByRole('heading', { name: 'staging' });
    getDeployments.mockRejectedValue(new Error('the portal does not answer'));
    act(() => signal.send({ changeKey: 'key-of-order-service', counter: 1 }));
    expect(
      await screen.findByText('Not renewed: the portal does not answer'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'staging' }),
    ).toBeInTheDocument();
  });
});
