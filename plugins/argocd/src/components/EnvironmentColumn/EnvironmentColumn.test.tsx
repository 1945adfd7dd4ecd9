import { screen, within } from '@testing-library/react';
import {
  deploymentOf,
  exampleResponse,
  minutesAgo,
} from '../../__testUtils__/exampleDeployments';
import { exampleRollout } from '../../__testUtils__/exampleDetail';
import { hostile } from '../../__testUtils__/hostile';
import {
  getDeployments,
  renderDeploymentsCard,
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

describe('EnvironmentColumn', () => {
  beforeEach(() => {
    getDeployments.mockReset();
  });

  it('tells drift, rollouts and a running sync, and leads to the details', async () => {
    getDeployments.mockResolvedValue({
      ...exampleResponse(),
      items: [
        deploymentOf('development', {
          operation: {
            phase: 'Running',
            startedAt: minutesAgo(0.2),
            automated: true,
          },
        }),
        deploymentOf('staging', {
          rollout: exampleRollout({ phase: 'Degraded', aborted: true }),
          operation: {
            phase: 'Failed',
            message: 'the hook failed',
            automated: false,
          },
        }),
        deploymentOf('production', {
          health: { status: 'Suspended', since: minutesAgo(7) },
          rollout: exampleRollout({ analyses: [] }),
        }),
      ],
    });
    renderDeploymentsCard();
    await screen.findByRole('heading', { name: 'production' });
    const development = within(columnOf('development'));
    expect(development.getByText('Syncing')).toBeInTheDocument();
    expect(
      development.getByText('more than 100 commits ahead of staging'),
    ).toBeInTheDocument();
    const staging = within(columnOf('staging'));
    expect(staging.getByText('Rollout aborted')).toBeInTheDocument();
    expect(staging.getByText('Analysis failed')).toBeInTheDocument();
    expect(staging.getByText('Sync failed')).toBeInTheDocument();
    expect(staging.getByText('the hook failed')).toBeInTheDocument();
    expect(
      staging.getByText('3 commits ahead of production'),
    ).toBeInTheDocument();
    const production = within(columnOf('production'));
    expect(production.getByLabelText('Paused at 30 %')).toBeInTheDocument();
    expect(production.getByText('6 min')).toBeInTheDocument();
    // The rollout says that it is paused already.
    expect(production.queryByLabelText('Paused')).not.toBeInTheDocument();
    expect(production.queryByText(/ahead of/)).not.toBeInTheDocument();
    expect(
      production.getByRole('link', { name: 'production' }),
    ).toHaveAttribute(
      'href',
      '/delivery?deployment=main/argocd/order-service-production',
    );
  });

  it('tells clusters and instances where they differ, and each of several applications', async () => {
    getDeployments.mockResolvedValue({
      ...exampleResponse(),
      distances: [],
      items: [
        deploymentOf('production', { cluster: 'eu-1' }),
        deploymentOf('production', {
          cluster: 'us-1',
          instance: 'america',
          application: {
            name: 'order-service-us',
            namespace: 'argocd',
            project: 'orders',
          },
        }),
      ],
    });
    renderDeploymentsCard();
    expect(await screen.findByText('eu-1 · Argo CD main')).toBeInTheDocument();
    expect(screen.getByText('us-1 · Argo CD america')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'order-service-us' }),
    ).toHaveAttribute(
      'href',
      '/delivery?deployment=america/argocd/order-service-us',
    );
  });

  it('S10: shows what others wrote as text, and follows no link that runs a script', async () => {
    getDeployments.mockResolvedValue({
      ...exampleResponse(),
      items: [
        deploymentOf(null, {
          application: {
            name: hostile.text,
            namespace: 'argocd',
            project: 'p',
          },
          images: [{ name: 'order-service', tag: hostile.text }],
          operation: {
            phase: 'Error',
            message: hostile.text,
            automated: false,
          },
          links: {
            argocd: hostile.link,
            commit: hostile.link.toUpperCase(),
            repository: 'data:text/html,x',
            external: [],
          },
        }),
      ],
    });
    renderDeploymentsCard();
    expect(await screen.findAllByText(hostile.text)).toHaveLength(3);
    expect(document.querySelector('img')).toBeNull();
    const links = screen
      .getAllByRole('link')
      .map(link => link.getAttribute('href'));
    expect(
      links.filter(href => /^\s*(javascript|data):/i.test(href ?? '')),
    ).toEqual([]);
    expect(screen.queryByText('Open in Argo CD')).not.toBeInTheDocument();
  });
});
