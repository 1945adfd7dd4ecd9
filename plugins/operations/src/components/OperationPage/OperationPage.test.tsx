import { responseError } from '@golden-path/plugin-platform-react/testUtils';
import type { Operation } from '@golden-path/plugin-operations-common';
import {
  exampleOperation,
  failedOperation,
  FakeOperations,
  minutesAgo,
  succeededOperation,
  waitingOperation,
} from '@golden-path/plugin-operations-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { browser, renderPage } from '../../__testUtils__/renderPage';
import { OperationPage } from './OperationPage';

function render(operation: Operation): FakeOperations {
  const operations = new FakeOperations({ operations: [operation] });
  renderAt(operation.id, operations);
  return operations;
}

function renderAt(id: string, api: FakeOperations): void {
  renderPage(<OperationPage />, {
    address: `/operations/${id}`,
    mountPath: '/operations/:id',
    api,
  });
}

const phase = async (name: string) =>
  within(await screen.findByRole('list', { name: 'Phases' }))
    .getByText(name)
    .closest('li');

describe('OperationPage', () => {
  it('tells why an operation does not begin', async () => {
    const problem = 'It waits: no part of the portal knows this kind.';
    render(exampleOperation({ status: 'accepted', problem }));
    expect(await screen.findByText(problem)).toBeInTheDocument();
  });

  it('tells how it goes, phase by phase, and announces it politely', async () => {
    const operations = render(
      exampleOperation({ reason: 'The shop needs it' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Promote v1.9.0 to production',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('Reason: The shop needs it')).toBeInTheDocument();
    expect(screen.getByText(/asked for by/)).toHaveTextContent(
      'asked for by ben in the portal',
    );
    const written = await phase('Write the version to Git');
    expect(written).toHaveTextContent('Done 1.2 s');
    expect(written).toHaveTextContent('Wrote v1.9.0 to main');
    expect(
      screen.getByRole('link', { name: 'Commit 4f2a9c1' }),
    ).toHaveAttribute(
      'href',
      'https://github.com/acme/order-service/commit/4f2a9c1',
    );
    expect(await phase('Wait for the rollout')).toHaveTextContent(
      /Running 3\d s/,
    );
    expect(screen.getByRole('link', { name: 'order-service' })).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service',
    );
    const region = screen.getByText('Wait for the rollout, phase 3 of 3');
    expect(region).toHaveAttribute('aria-live', 'polite');
    act(() => {
      operations.advance('operation-1');
    });
    await waitFor(() =>
      expect(region).toHaveTextContent('Succeeded: It is done.'),
    );
    expect(screen.getByRole('button', { name: 'Undo' })).toBeEnabled();
  });

  it('stops it after a confirmation', async () => {
    const operations = render(exampleOperation());
    const cancel = jest.spyOn(operations, 'cancel');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel it' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The phases that are done stay done',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Let it run' }));
    expect(cancel).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel it' }));
    cancel.mockRejectedValueOnce(new Error('It is too late'));
    await userEvent.click(screen.getByRole('button', { name: 'Stop it' }));
    expect(await screen.findByText('It is too late')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Stop it' }));
    expect(
      await screen.findByText('Cancelled', { selector: '[role="img"]' }),
    ).toBeInTheDocument();
    expect(cancel).toHaveBeenCalledTimes(2);
  });

  it('tells which phase failed and why, and goes on from there', async () => {
    render(failedOperation());
    expect(
      await screen.findByText('“Wait for the rollout” failed'),
    ).toBeInTheDocument();
    expect(screen.getAllByText(/PAYMENT_URL is not set/)).toHaveLength(2);
    expect(screen.getByText(/The commit stays in Git/)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Retry from here' }),
    );
    expect(
      await screen.findByText('Wait for the rollout, phase 3 of 3'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Retry from here' }),
    ).not.toBeInTheDocument();
  });

  it('tells why something cannot be done', async () => {
    const { abilities } = failedOperation();
    render(
      failedOperation({
        abilities: {
          ...abilities,
          retry: { allowed: false, reason: 'Only ben may repeat it' },
          undo: { allowed: false, reason: 'Somebody deployed since' },
        },
      }),
    );
    expect(
      await screen.findByRole('button', {
        name: 'Retry from here, not available: Only ben may repeat it',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: 'Undo, not available: Somebody deployed since',
      }),
    ).toBeInTheDocument();
  });

  it('undoes by a plan of its own', async () => {
    const operations = render(succeededOperation());
    const undo = jest.spyOn(operations, 'undo');
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(await dialog.findByRole('button', { name: 'Undo' }));
    expect(await dialog.findByText(/You can leave/)).toBeInTheDocument();
    expect(undo).toHaveBeenCalledWith(
      'operation-succeeded',
      expect.objectContaining({ planHash: 'undo-of-operation-succeeded' }),
    );
  });

  it('shows decisions and what belongs to it', async () => {
    render(
      succeededOperation({
        undoneBy: 'operation-later',
        decisions: [
          {
            by: 'user:default/cleo',
            decision: 'approve',
            reason: 'Looks good',
            decidedAt: minutesAgo(3),
            surface: 'portal',
            counts: true,
          },
          {
            by: 'user:default/dan',
            decision: 'approve',
            decidedAt: minutesAgo(30),
            surface: 'chat',
            counts: false,
          },
        ],
      }),
    );
    const [first, second] = (await screen.findAllByText(/^Approved by/)).map(
      ({ textContent }) => textContent,
    );
    expect(first).toBe('Approved by cleo, 3 min ago: Looks good');
    expect(second).toContain('(does not count any more)');
    expect(screen.getByRole('link', { name: 'What undid it' })).toHaveAttribute(
      'href',
      '/operations/operation-later',
    );
    expect(
      screen.getByRole('button', {
        name: 'Undo, not available: It was undone',
      }),
    ).toBeInTheDocument();
  });

  it('lets who may decide, with the plan open, and does not let the others', async () => {
    render(waitingOperation());
    expect(await screen.findByText('+ newTag: v1.9.0')).toBeInTheDocument();
    expect(
      screen.getByText(
        'One person of team-platform has to approve: 0 of 1 so far',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/It expires in/)).toHaveTextContent(
      'It expires in 1 d if nobody decides.',
    );
    expect(screen.getByRole('button', { name: /^Approve/ })).toBeEnabled();
  });

  it('hears of what others do with it after its end', async () => {
    const operations = render(failedOperation());
    await screen.findByRole('button', { name: 'Retry from here' });
    await operations.retry('operation-failed');
    browser.sendSignal();
    expect(
      await screen.findByText('Wait for the rollout, phase 3 of 3'),
    ).toBeInTheDocument();
  });

  it('tells of one that is not there, may not be seen, or cannot be loaded', async () => {
    const operations = new FakeOperations();
    renderAt('nothing', operations);
    expect(
      await screen.findByText('There is no such operation'),
    ).toBeInTheDocument();
  });

  it.each<[number, string, string]>([
    [403, 'NotAllowedError', 'You may not see this operation'],
    [503, 'Error', 'The operation could not be loaded'],
  ])('tells of a %s', async (status, name, title) => {
    const operations = new FakeOperations({ operations: [exampleOperation()] });
    const error = await responseError(status, name, 'Ask the platform team');
    jest.spyOn(operations, 'get').mockRejectedValue(error);
    // The stream of an operation that may not be read.
    // eslint-disable-next-line require-yield
    jest.spyOn(operations, 'follow').mockImplementation(async function* none() {
      throw error;
    });
    renderAt('operation-1', operations);
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.getByText(/Ask the platform team/)).toBeInTheDocument();
  });
});
