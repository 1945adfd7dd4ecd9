import {
  resizeScreenTo,
  responseError,
} from '@golden-path/plugin-platform-react/testUtils';
import type { OperationsQuery } from '@golden-path/plugin-operations-common';
import {
  exampleOperation,
  failedOperation,
  FakeOperations,
  minutesAgo,
  succeededOperation,
} from '@golden-path/plugin-operations-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { browser, renderPage } from '../../__testUtils__/renderPage';
import { ActivityPage } from './ActivityPage';

/** The word itself, rather than a choice of the filter. */
const status = { selector: '[role="img"]' };

const older = Array.from({ length: 30 }, (_, index) =>
  succeededOperation({
    id: `older-${index}`,
    title: `Sync number ${index}`,
    kind: 'sync',
    requestedBy: 'user:default/ana',
    requestedAt: minutesAgo(500 + index),
  }),
);

describe('ActivityPage', () => {
  let operations: FakeOperations;
  let list: jest.SpyInstance;

  const render = (search = '') =>
    renderPage(<ActivityPage />, {
      address: `/activity${search}`,
      mountPath: '/activity',
      api: operations,
    });
  const lastQuery = (): OperationsQuery => list.mock.lastCall?.[0];

  beforeEach(() => {
    operations = new FakeOperations({
      operations: [exampleOperation(), failedOperation(), ...older],
    });
    list = jest.spyOn(operations, 'list');
  });

  afterEach(() => resizeScreenTo(1440));

  it('tells what is done, how it stands, by whom and when, and leads to it', async () => {
    render();
    const links = await screen.findAllByRole('link', {
      name: 'Promote v1.9.0 to production',
    });
    expect(links[0]).toHaveAttribute('href', '/operations/operation-1');
    expect(links[1]).toHaveAttribute('href', '/operations/operation-failed');
    const row = within(links[0].closest<HTMLElement>('[role="row"]')!);
    expect(row.getByText('Running')).toBeInTheDocument();
    expect(row.getByText('Wait for the rollout')).toBeInTheDocument();
    expect(row.getByText('ben')).toBeInTheDocument();
    expect(row.getByText('production')).toBeInTheDocument();
    expect(screen.getByText('25 operations on this page')).toBeInTheDocument();
  });

  it('has its filters in the address, and asks for what they say', async () => {
    render(
      '?status=failed&kind=promote&environment=production&entity=component:default/order-service&text=v1.9',
    );
    expect(
      await screen.findByRole('link', { name: 'Promote v1.9.0 to production' }),
    ).toHaveAttribute('href', '/operations/operation-failed');
    expect(lastQuery()).toMatchObject({
      status: ['failed'],
      kind: ['promote'],
      environment: ['production'],
      entityRef: ['component:default/order-service'],
      text: 'v1.9',
    });
    expect(screen.getByRole('searchbox')).toHaveValue('v1.9');

    await userEvent.click(
      screen.getByRole('switch', { name: 'Asked for by me' }),
    );
    expect(browser.address).toContain('mine=true');
    await waitFor(() =>
      expect(lastQuery()).toMatchObject({
        requestedBy: ['user:default/ana'],
      }),
    );
    expect(
      await screen.findByText(
        'Nothing that was asked for matches these filters.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(browser.address).toBe('/activity');
    expect(await screen.findAllByRole('link', { name: /Sync/ })).toHaveLength(
      23,
    );
  });

  it('has pages by cursor, and the way back', async () => {
    render();
    await screen.findByText('Sync number 22');
    await userEvent.click(screen.getByRole('button', { name: /Next/ }));
    expect(await screen.findByText('Sync number 29')).toBeInTheDocument();
    expect(browser.address).toBe('/activity?page=2&cursor=25');
    expect(screen.getByText('26–32')).toBeInTheDocument();
    expect(screen.queryByText('Sync number 22')).not.toBeInTheDocument();
    browser.goBack();
    expect(await screen.findByText('Sync number 22')).toBeInTheDocument();
  });

  it('renews itself when something changes', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    try {
      render();
      await screen.findByText('Running', status);
      operations.update('operation-1', { status: 'succeeded' });
      browser.sendSignal();
      await jest.advanceTimersByTimeAsync(6_000);
      await waitFor(() =>
        expect(screen.queryByText('Running', status)).not.toBeInTheDocument(),
      );
    } finally {
      jest.useRealTimers();
    }
  });

  it('is a list on a small screen', async () => {
    resizeScreenTo(390);
    render();
    const item = (
      await screen.findAllByRole('link', {
        name: 'Promote v1.9.0 to production',
      })
    )[1].closest('li');
    expect(item).toHaveTextContent('Failed');
    expect(item).toHaveTextContent(
      'Wait for the rollout: order-service did not become healthy',
    );
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Filters' })).toHaveAttribute(
      'aria-expanded',
      'false',
    );
  });

  it('says what it is for while it is empty', async () => {
    operations = new FakeOperations();
    render();
    expect(
      await screen.findByText(/Nothing was asked for yet/),
    ).toHaveTextContent('tab Delivery of a service');
  });

  it('tells who may see it, and what failed', async () => {
    list
      .mockRejectedValueOnce(
        await responseError(503, 'Error', 'The database does not answer'),
      )
      .mockRejectedValueOnce(
        await responseError(403, 'NotAllowedError', 'Ask the platform team'),
      );
    render();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The activity could not be loadedThe database does not answer (request request-42)',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByText('You may not see the activity'),
    ).toBeInTheDocument();
    expect(screen.getByText('Ask the platform team')).toBeInTheDocument();
  });
});
