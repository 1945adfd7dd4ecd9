import { ResponseError } from '@backstage/errors';
import type {
  FleetQuery,
  FleetResponse,
} from '@golden-path/plugin-argocd-common';
import {
  act,
  configure,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { minutesAgo } from '../../__testUtils__/exampleDeployments';
import {
  answerFleetQuery,
  exampleFleet,
  fleetDeploymentOf,
} from '../../__testUtils__/exampleFleet';
import {
  browser,
  listDeployments,
  renderFleetPage,
} from '../../__testUtils__/renderFleetPage';
import { resizeScreenTo } from '../../__testUtils__/screenWidth';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const fleet = exampleFleet();
const all = '1–12 of 12';

/** Finding rows by their roles takes seconds on a busy machine. */
function rowOf(service: string, environment: string): HTMLElement {
  const row = screen
    .getAllByText(service)
    .map(name => name.closest<HTMLElement>('[role="row"]'))
    .find(found => found?.textContent?.includes(environment));
  if (!row) {
    throw new Error(`There is no row of ${service} in ${environment}`);
  }
  return row;
}
const shown = (range: string) => screen.findByText(range);
const lastQuery = (): FleetQuery =>
  listDeployments.mock.calls.at(-1)?.[0] ?? {};

const many = exampleFleet(16);

/** Drawing twenty rows, again and again, takes long on a busy machine. */
async function answerFirstOfEachPage(query: FleetQuery) {
  const response = answerFleetQuery(many, query);
  return { ...response, items: response.items.slice(0, 1) };
}

/** Answers that come when the test says so, in the order it says. */
function deferred() {
  const answers: ((response: FleetResponse) => Promise<void>)[] = [];
  listDeployments.mockImplementation(
    () =>
      new Promise(resolve => {
        answers.push(response => act(async () => resolve(response)));
      }),
  );
  return answers;
}

async function choose(field: RegExp, option: string) {
  await userEvent.click(screen.getByRole('button', { name: field }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
  await userEvent.keyboard('{Escape}');
}

describe('FleetPage', () => {
  beforeEach(() => {
    listDeployments
      .mockReset()
      .mockImplementation(async query => answerFleetQuery(fleet, query));
  });

  it('tells of each deployment what runs where, how it is, what is wrong and whose it is', async () => {
    renderFleetPage();
    await shown(all);
    const row = within(rowOf('payment-service', 'production'));
    expect(row.getByRole('link', { name: 'payment-service' })).toHaveAttribute(
      'href',
      '/catalog/default/component/payment-service/delivery?deployment=main/argocd/payment-service-production',
    );
    expect(row.getByRole('link', { name: 'team-payments' })).toHaveAttribute(
      'href',
      '/catalog/default/group/team-payments',
    );
    expect(row.getByText('v2.4.1')).toBeInTheDocument();
    expect(row.getByText('Degraded')).toBeInTheDocument();
    expect(row.getByText('2 h')).toBeInTheDocument();
    expect(row.getByText('Synced')).toBeInTheDocument();
    expect(row.getByText(/exceeded its progress deadline/)).toBeInTheDocument();
    const unconfirmed = within(rowOf('Recommender', 'production'));
    expect(unconfirmed.getByText('legacy-recommender')).toBeInTheDocument();
    expect(
      unconfirmed.getByText('Not confirmed for this service'),
    ).toBeInTheDocument();
    expect(screen.getByText('12 deployments match')).toHaveAttribute(
      'role',
      'status',
    );
    expect(
      screen.queryByRole('columnheader', { name: 'Argo CD' }),
    ).not.toBeInTheDocument();
  });

  it('names the Argo CD instance and the cluster where there are several', async () => {
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
    expect(rowOf('b', 'staging')).toHaveTextContent(/eu-1.*eu$/);
    expect(
      screen.getByText('Last seen 4 min ago: cluster eu-1 does not answer'),
    ).toBeInTheDocument();
  });

  it('asks what the address says', async () => {
    renderFleetPage(
      '?owner=mine&environment=staging&health=Healthy&sync=OutOfSync&text=order&attention=true&limit=20',
    );
    await shown('1–1 of 1');
    expect(rowOf('order-service', 'staging')).toBeInTheDocument();
    expect(listDeployments).toHaveBeenCalledTimes(1);
    expect(lastQuery()).toEqual({
      owner: ['user:default/ana', 'group:default/team-orders'],
      environment: ['staging'],
      health: ['Healthy'],
      sync: ['OutOfSync'],
      text: 'order',
      needsAttention: true,
      orderBy: 'attention',
      limit: 20,
    });
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue(
      'order',
    );
    expect(
      screen.getByRole('link', { name: 'Needs attention (1)' }),
    ).toHaveAttribute('aria-current', 'page');
    expect(screen.getByText('1 deployment matches')).toBeInTheDocument();
  });

  it('writes each filter into the address, and the back button undoes it', async () => {
    renderFleetPage();
    await shown(all);
    await choose(/Environment/, 'production');
    await choose(/Sync/, 'Synced');
    await choose(/Owner/, 'team-payments');
    await userEvent.click(screen.getByRole('button', { name: /^Degraded/ }));
    expect(browser.address).toBe(
      '/deployments?owner=group:default/team-payments&environment=production&health=Degraded&sync=Synced',
    );
    expect(await shown('1–1 of 1')).toBeInTheDocument();
    browser.goBack();
    expect(browser.address).toBe(
      '/deployments?owner=group:default/team-payments&environment=production&sync=Synced',
    );
    await waitFor(() => expect(lastQuery()).toMatchObject({ health: [] }));
  });

  it('has saved views as links, which keep the other filters', async () => {
    renderFleetPage('?environment=staging');
    expect(
      await screen.findByRole('link', { name: 'All (4)' }),
    ).toHaveAttribute('aria-current', 'page');
    const mine = screen.getByRole('link', { name: 'My teams' });
    expect(mine).toHaveAttribute(
      'href',
      '/deployments?owner=mine&environment=staging',
    );
    await userEvent.click(mine);
    expect(
      await screen.findByRole('link', { name: 'My teams (2)' }),
    ).toHaveAttribute('aria-current', 'page');
    await userEvent.click(
      screen.getByRole('link', { name: 'Needs attention' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Needs attention (1)' }),
    ).toBeInTheDocument();
    expect(lastQuery()).toMatchObject({
      needsAttention: true,
      orderBy: 'attention',
      environment: ['staging'],
    });
  });

  it('searches after a pause in typing, in one step of the history', async () => {
    renderFleetPage();
    await shown(all);
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'payment',
    );
    await shown('1–3 of 3');
    expect(listDeployments).toHaveBeenCalledTimes(2);
    expect(browser.address).toBe('/deployments?text=payment');
    browser.goBack();
    expect(browser.address).toBe('/deployments');
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue('');
    expect(await shown('1–12 of 12')).toBeInTheDocument();
  });

  it('counts by health, and only what the answer counts', async () => {
    renderFleetPage();
    expect(
      await screen.findByRole('button', { name: 'Healthy 8' }),
    ).toHaveAttribute('aria-pressed', 'false');
    await userEvent.click(screen.getByRole('button', { name: 'Missing 1' }));
    expect(
      await screen.findByRole('button', { name: 'Healthy' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Missing 1' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it('pages by cursors that the address holds', async () => {
    listDeployments.mockImplementation(answerFirstOfEachPage);
    renderFleetPage('?limit=20');
    expect(await shown('1–1 of 60')).toBeInTheDocument();
    const next = () =>
      userEvent.click(screen.getByRole('button', { name: /Next/ }));
    const previous = () =>
      userEvent.click(screen.getByRole('button', { name: /Previous/ }));
    await next();
    expect(await shown('21–21 of 60')).toBeInTheDocument();
    expect(browser.address).toBe('/deployments?limit=20&page=2&cursor=20');
    await next();
    expect(await shown('41–41 of 60')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Next/ })).toBeDisabled();
    await previous();
    expect(await shown('21–21 of 60')).toBeInTheDocument();
    await previous();
    expect(await shown('1–1 of 60')).toBeInTheDocument();
    expect(browser.address).toBe('/deployments?limit=20');
    browser.goBack();
    expect(await shown('21–21 of 60')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^Healthy/ }));
    expect(browser.address).toBe('/deployments?health=Healthy&limit=20');
  });

  it('leads from a shared page to the first one', async () => {
    listDeployments.mockImplementation(answerFirstOfEachPage);
    renderFleetPage('?limit=20&page=3&cursor=40');
    expect(await shown('41–41 of 60')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /Previous/ }));
    expect(await shown('1–1 of 60')).toBeInTheDocument();
    expect(browser.address).toBe('/deployments?limit=20');
  });

  it('groups the rows of a page', async () => {
    renderFleetPage('?group=environment');
    await shown(all);
    expect(
      screen
        .getAllByText(/on this page/)
        .map(count => count.closest('[role="row"]')?.textContent),
    ).toEqual([
      'development 4 on this page',
      'staging 4 on this page',
      'production 4 on this page',
    ]);
  });

  it('ignores an answer to an earlier question', async () => {
    const answers = deferred();
    renderFleetPage();
    await waitFor(() => expect(answers).toHaveLength(1));
    await userEvent.click(screen.getByRole('button', { name: 'Missing' }));
    await waitFor(() => expect(answers).toHaveLength(2));
    await answers[1](answerFleetQuery(fleet, { health: ['Missing'] }));
    expect(screen.getByText('1–1 of 1')).toBeInTheDocument();
    await answers[0](answerFleetQuery(fleet, {}));
    expect(screen.getByText('1–1 of 1')).toBeInTheDocument();
  });

  it('asks again on a signal, without a flood of requests, and keeps the focus', async () => {
    renderFleetPage();
    await shown(all);
    const link = within(rowOf('payment-service', 'production')).getByText(
      'payment-service',
    );
    act(() => link.focus());
    const answers = deferred();
    browser.sendSignal({ changeKey: 'key-of-another', counter: 1 });
    expect(listDeployments).toHaveBeenCalledTimes(1);
    browser.sendSignal({ changeKey: 'key-of-the-fleet', counter: 2 });
    browser.sendSignal({ changeKey: 'key-of-the-fleet', counter: 3 });
    browser.sendSignal({ changeKey: 'key-of-the-fleet', counter: 4 });
    expect(answers).toHaveLength(1);
    await answers[0](
      answerFleetQuery(
        fleet.map(deployment => ({
          ...deployment,
          images: [{ name: 'image', tag: 'v3.0.0' }],
        })),
        {},
      ),
    );
    expect(screen.getAllByText('v3.0.0')).toHaveLength(12);
    expect(document.activeElement).toHaveTextContent('payment-service');
    expect(document.body.contains(document.activeElement)).toBe(true);
    // What came while it was asked is asked once more, after a rest.
    await waitFor(() => expect(answers).toHaveLength(2), { timeout: 3_000 });
  });

  it('reaches rows and links by keyboard', async () => {
    renderFleetPage();
    await shown(all);
    const grid = screen.getByRole('grid');
    for (
      let step = 0;
      step < 40 && !grid.contains(document.activeElement);
      step++
    ) {
      await userEvent.tab();
    }
    expect(document.activeElement).toHaveAttribute('role', 'row');
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toHaveAccessibleName(
      /order-service.*staging/,
    );
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toHaveAttribute(
      'href',
      expect.stringContaining('order-service-staging'),
    );
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
    browser.sendSignal({ changeKey: 'key-of-the-fleet', counter: 1 });
    expect(
      await screen.findByText('Not renewed: gone for lunch'),
    ).toBeInTheDocument();
    expect(rowOf('payment-service', 'production')).toBeInTheDocument();
    listDeployments.mockRejectedValueOnce(
      Object.assign(new Error('Ask the platform team'), { statusCode: 403 }),
    );
    browser.sendSignal({ changeKey: 'key-of-the-fleet', counter: 2 });
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
            links: { commit: 'javascript:alert(1)', external: [] },
          }),
        ],
        {},
      ),
    );
    renderFleetPage('?group=environment');
    await shown('1–1 of 1');
    // eslint-disable-next-line testing-library/no-node-access
    expect(document.querySelector('[role="grid"] img')).toBeNull();
    expect(screen.getAllByText(evil).length).toBeGreaterThanOrEqual(4);
    // eslint-disable-next-line no-script-url
    expect(document.querySelector('a[href^="javascript:"]')).toBeNull();
  });

  it('is a list on a small screen, with the filters on demand', async () => {
    resizeScreenTo(390);
    try {
      renderFleetPage('?group=team&environment=production');
      expect(
        await screen.findByRole('heading', { name: 'team-payments' }),
      ).toBeInTheDocument();
      expect(screen.queryByRole('grid')).not.toBeInTheDocument();
      const item = screen
        .getByRole('link', { name: 'payment-service' })
        .closest('li');
      expect(item).toHaveTextContent(/v2\.4\.1.*production.*Degraded.*2 h/);
      const filters = screen.getByRole('button', { name: 'Filters (1)' });
      expect(filters).toHaveAttribute('aria-expanded', 'false');
      expect(
        screen.queryByRole('button', { name: /Owner/ }),
      ).not.toBeInTheDocument();
      await userEvent.click(filters);
      expect(screen.getByRole('button', { name: /Owner/ })).toBeInTheDocument();
    } finally {
      resizeScreenTo(1440);
    }
  });
});
