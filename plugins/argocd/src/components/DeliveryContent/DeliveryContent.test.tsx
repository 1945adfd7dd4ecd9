import { responseError } from '@golden-path/plugin-platform-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  deploymentOf,
  exampleResponse,
  minutesAgo,
} from '../../__testUtils__/exampleDeployments';
import { detailOf } from '../../__testUtils__/exampleDetail';
import {
  address,
  getDeployment,
  getDeployments,
  renderDeliveryTab,
  signal,
} from '../../__testUtils__/renderScreens';

const production = '?deployment=main/argocd/order-service-production';

function lanes(): HTMLElement {
  return screen.getByRole('list', { name: 'Environments' });
}

function toggleOf(application: string): HTMLElement {
  return screen.getByRole('button', { name: `Details of ${application}` });
}

describe('DeliveryContent', () => {
  beforeEach(() => {
    getDeployments.mockReset().mockResolvedValue(exampleResponse());
    getDeployment.mockReset().mockImplementation(async (_, { name }) =>
      detailOf(
        deploymentOf(name.replace('order-service-', ''), {
          conditions: [],
        }),
      ),
    );
  });

  it('has the shape of its content while it loads', async () => {
    getDeployments.mockReturnValue(new Promise(() => {}));
    renderDeliveryTab();
    expect(await screen.findByTestId('delivery-skeleton')).toHaveAttribute(
      'aria-busy',
      'true',
    );
  });

  it('shows the environments in order, none of them open', async () => {
    renderDeliveryTab();
    await screen.findByRole('heading', { name: 'production' });
    expect(
      within(lanes())
        .getAllByRole('heading')
        .map(heading => heading.textContent),
    ).toEqual(['development', 'staging', 'production']);
    expect(screen.getByText('3 commits ahead of production')).toBeVisible();
    expect(getDeployment).not.toHaveBeenCalled();
  });

  it.each([
    [403, 'You may not see these deployments', false],
    [500, 'Deployments could not be loaded', true],
  ])('tells an answer %i', async (status, title, canRetry) => {
    getDeployments.mockRejectedValue(
      await responseError(status, 'Error', 'because of this'),
    );
    renderDeliveryTab();
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(/because of this/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Retry' }) !== null).toBe(
      canRetry,
    );
  });

  it('tells what to do when there is no application', async () => {
    getDeployments.mockResolvedValue({ ...exampleResponse(), items: [] });
    renderDeliveryTab();
    expect(await screen.findByText(/It appears here as soon as/)).toBeVisible();
  });

  it('R10: keeps its lanes when a source is stale or dead', async () => {
    getDeployments.mockResolvedValue({
      ...exampleResponse(),
      sources: [
        {
          name: 'main',
          status: 'stale',
          asOf: minutesAgo(4.5),
          message: 'cluster staging does not answer',
        },
        { name: 'europe', status: 'unavailable' },
      ],
    });
    renderDeliveryTab();
    expect(
      await screen.findByText(
        'Last seen 4 min ago: cluster staging does not answer',
      ),
    ).toBeVisible();
    expect(screen.getByText('Argo CD europe is not available')).toBeVisible();
    expect(lanes()).toBeVisible();
  });

  it('opens a lane by keyboard, tells it in the address, and closes it', async () => {
    renderDeliveryTab({ query: '?tab=kept' });
    await screen.findByRole('heading', { name: 'production' });
    const toggle = toggleOf('order-service-production');
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    act(() => toggle.focus());
    await userEvent.keyboard('{Enter}');
    const panel = await screen.findByRole('region', {
      name: 'production: order-service-production',
    });
    expect(toggleOf('order-service-production')).toHaveAttribute(
      'aria-controls',
      panel.id,
    );
    expect(address.value).toBe(
      '/?tab=kept&deployment=main/argocd/order-service-production',
    );
    expect(getDeployment).toHaveBeenCalledWith(
      { kind: 'Component', namespace: 'default', name: 'order-service' },
      {
        instance: 'main',
        namespace: 'argocd',
        name: 'order-service-production',
      },
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Close the details' }),
    );
    expect(panel).not.toBeInTheDocument();
    expect(address.value).toBe('/?tab=kept');
  });

  it('opens what the address names, and only that', async () => {
    renderDeliveryTab({ query: production });
    expect(
      await screen.findByRole('region', { name: /^production:/ }),
    ).toBeVisible();
    await userEvent.click(toggleOf('order-service-staging'));
    expect(
      await screen.findByRole('region', { name: /^staging:/ }),
    ).toBeVisible();
    expect(
      screen.queryByRole('region', { name: /^production:/ }),
    ).not.toBeInTheDocument();
  });

  it('says so when the address names what is not there', async () => {
    renderDeliveryTab({ query: '?deployment=main/argocd/%3Cb%3Eold' });
    expect(
      await screen.findByText('There is no deployment main/argocd/<b>old here'),
    ).toBeVisible();
    expect(getDeployment).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(address.value).toBe('/');
  });

  it('has the shape of the details while they load', async () => {
    getDeployment.mockReturnValue(new Promise(() => {}));
    renderDeliveryTab({ query: production });
    expect(await screen.findByTestId('detail-skeleton')).toBeInTheDocument();
  });

  it('says why the details failed, and tries again', async () => {
    getDeployment.mockRejectedValueOnce(
      await responseError(503, 'Error', 'the cluster does not answer'),
    );
    renderDeliveryTab({ query: production });
    expect(
      await screen.findByText(
        'the cluster does not answer (request request-42)',
      ),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('History')).toBeVisible();
  });

  it.each([
    [403, 'You may not see these deployments'],
    [404, 'It is gone'],
  ])('shows no old details after an answer %i', async (status, title) => {
    renderDeliveryTab({ query: production });
    await screen.findByText('History');
    getDeployment.mockRejectedValue(
      await responseError(status, 'Error', 'because of this'),
    );
    act(() => signal.send({ changeKey: 'key-of-order-service', counter: 1 }));
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.queryByText('History')).not.toBeInTheDocument();
  });

  it('keeps the details when they cannot be renewed', async () => {
    renderDeliveryTab({ query: production });
    await screen.findByText('History');
    getDeployment.mockRejectedValue(new Error('the portal does not answer'));
    act(() => signal.send({ changeKey: 'key-of-order-service', counter: 1 }));
    expect(
      await screen.findByText('Not renewed: the portal does not answer'),
    ).toBeVisible();
    expect(screen.getByText('History')).toBeVisible();
  });

  it('tells a change politely', async () => {
    renderDeliveryTab();
    await screen.findByRole('heading', { name: 'staging' });
    const changed = exampleResponse();
    changed.items[1] = deploymentOf('staging');
    getDeployments.mockResolvedValue(changed);
    act(() => signal.send({ changeKey: 'key-of-order-service', counter: 1 }));
    await waitFor(() => expect(getDeployments).toHaveBeenCalledTimes(2));
    expect(
      await screen.findByText('staging, v1.9.0, Healthy, Synced'),
    ).toHaveAttribute('aria-live', 'polite');
  });
});
