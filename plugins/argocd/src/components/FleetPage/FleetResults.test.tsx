import { ResponseError } from '@backstage/errors';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { minutesAgo } from '../../__testUtils__/exampleDeployments';
import {
  answerFleetQuery,
  fleetDeploymentOf,
} from '../../__testUtils__/exampleFleet';
import {
  all,
  browser,
  fleet,
  listDeployments,
  renderFleetPage,
  rowOf,
  shown,
} from '../../__testUtils__/renderFleetPage';

describe('FleetResults', () => {
  beforeEach(() => {
    listDeployments
      .mockReset()
      .mockImplementation(async query => answerFleetQuery(fleet, query));
  });

  it('names the cluster and the Argo CD instance where there are several', async () => {
    listDeployments.mockResolvedValue({
      ...answerFleetQuery(
        [
          fleetDeploymentOf('a', 'staging'),
          fleetDeploymentOf('b', 'staging', {
            instance: 'eu',
            cluster: 'eu-1',
          }),
        ],
        {},
      ),
      sources: [
        { name: 'main', status: 'live' },
        {
          name: 'eu',
          status: 'stale',
          asOf: minutesAgo(4.5),
          message: 'cluster eu-1 does not answer',
        },
      ],
    });
    renderFleetPage();
    await shown('1–2 of 2');
    expect(rowOf('b', 'staging')).toHaveTextContent('stagingeu-1 · Argo CD eu');
    expect(
      screen.getByText('Last seen 4 min ago: cluster eu-1 does not answer'),
    ).toBeInTheDocument();
  });

  it('has the shape of its content while it loads', async () => {
    listDeployments.mockReturnValue(new Promise(() => {}));
    renderFleetPage();
    expect(await screen.findByText('Loading table data.')).toBeInTheDocument();
    expect(screen.getByText('What is wrong')).toBeInTheDocument();
  });

  it('says what to do where nothing is deployed at all', async () => {
    listDeployments.mockResolvedValue(answerFleetQuery([], {}));
    renderFleetPage();
    expect(
      await screen.findByText(
        'argocd/app-selector: app.kubernetes.io/name=my-service',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  it('offers to clear filters that nothing matches', async () => {
    renderFleetPage('?text=nothing&group=team');
    expect(
      await screen.findByText('No deployment matches these filters.'),
    ).toBeInTheDocument();
    expect(screen.getByText('No deployment matches')).toBeInTheDocument();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(browser.address).toBe('/deployments?group=team');
    expect(await shown('1–12 of 12')).toBeInTheDocument();
  });

  it.each([
    ['?attention=true', 'Nothing needs attention'],
    ['?owner=mine', 'Argo CD deploys nothing that you or your teams own.'],
  ])('explains an empty view %s', async (search, text) => {
    listDeployments.mockResolvedValue(answerFleetQuery([], {}));
    renderFleetPage(search);
    expect(await screen.findByText(text)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all deployments' }),
    );
    expect(browser.address).toBe('/deployments');
  });

  it.each([
    ['warming', 'Reading the applications of Argo CD main'],
    ['unavailable', 'Argo CD main is not available: no answer'],
  ] as const)(
    'does not call it empty while a source is %s',
    async (status, text) => {
      listDeployments.mockResolvedValue({
        ...answerFleetQuery([], {}),
        sources: [
          {
            name: 'main',
            status,
            message: status === 'unavailable' ? 'no answer' : undefined,
          },
        ],
      });
      renderFleetPage();
      expect(await screen.findByText(text)).toBeInTheDocument();
      expect(screen.queryByText(/annotation/)).not.toBeInTheDocument();
    },
  );

  it('tells what failed with the request id, and tries again', async () => {
    listDeployments.mockRejectedValueOnce(
      await ResponseError.fromResponse(
        Response.json(
          { error: { name: 'Error', message: 'The catalog does not answer' } },
          { status: 503, headers: { 'x-request-id': 'request-42' } },
        ),
      ),
    );
    renderFleetPage('?cursor=5&page=2');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The catalog does not answer.*request-42/,
    );
    expect(
      screen.getByRole('button', { name: 'Go to the first page' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('not deployed')).toBeInTheDocument();
  });

  it('keeps what it shows when it cannot be renewed, but not when it may not be seen any more', async () => {
    renderFleetPage();
    await shown(all);
    listDeployments.mockRejectedValueOnce(new Error('gone for lunch'));
    browser.lookAgain();
    expect(
      await screen.findByText('Not renewed: gone for lunch'),
    ).toBeInTheDocument();
    expect(rowOf('payment-service', 'production')).toBeInTheDocument();
    listDeployments.mockRejectedValueOnce(
      Object.assign(new Error('Ask the platform team'), { statusCode: 403 }),
    );
    browser.lookAgain();
    expect(
      await screen.findByText('You may not see these deployments'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  it('shows names as text, whatever is in them', async () => {
    const evil = '<img src=x onerror="document.title=1">';
    listDeployments.mockResolvedValue(
      answerFleetQuery(
        [
          fleetDeploymentOf('order-service', evil, {
            entityTitle: evil,
            application: { name: evil, namespace: evil, project: evil },
            images: [{ name: evil, tag: evil }],
            health: { status: 'Degraded', message: evil },
            problem: evil,
            // eslint-disable-next-line no-script-url
            links: { commit: 'javascript:alert(1)', external: [] },
          }),
        ],
        {},
      ),
    );
    renderFleetPage('?group=environment');
    await shown('1–1 of 1');
    expect(
      screen.getAllByRole('img').filter(({ tagName }) => tagName === 'IMG'),
    ).toEqual([]);
    expect(screen.getAllByText(evil).length).toBeGreaterThanOrEqual(4);
    for (const link of screen.getAllByRole('link')) {
      expect(link).not.toHaveAttribute('href', expect.stringContaining(':'));
    }
  });
});
