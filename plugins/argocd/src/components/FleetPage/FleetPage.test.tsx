import { resizeScreenTo } from '@golden-path/plugin-platform-react/testUtils';
import type { FleetResponse } from '@golden-path/plugin-argocd-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerFleetQuery } from '../../__testUtils__/exampleFleet';
import {
  all,
  browser,
  fleet,
  listDeployments,
  renderFleetPage,
  rowOf,
  shown,
} from '../../__testUtils__/renderFleetPage';

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
    expect(screen.queryByText(/Argo CD main/)).not.toBeInTheDocument();
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

  it('asks again on a signal, and keeps the focus', async () => {
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
    await waitFor(() => expect(answers).toHaveLength(1));
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
