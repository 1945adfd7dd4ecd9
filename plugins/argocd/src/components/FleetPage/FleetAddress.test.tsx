import type { FleetQuery } from '@golden-path/plugin-argocd-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  answerFleetQuery,
  exampleFleet,
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

const lastQuery = (): FleetQuery =>
  listDeployments.mock.calls.at(-1)?.[0] ?? {};

const many = exampleFleet(16);

/** Drawing twenty rows, again and again, takes long on a busy machine. */
async function answerFirstOfEachPage(query: FleetQuery) {
  const response = answerFleetQuery(many, query);
  return { ...response, items: response.items.slice(0, 1) };
}

async function choose(field: RegExp, option: string) {
  await userEvent.click(screen.getByRole('button', { name: field }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
  await userEvent.keyboard('{Escape}');
}

describe('The address of FleetPage', () => {
  beforeEach(() => {
    listDeployments
      .mockReset()
      .mockImplementation(async query => answerFleetQuery(fleet, query));
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
});
