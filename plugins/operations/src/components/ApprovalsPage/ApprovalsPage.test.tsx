import { responseError } from '@golden-path/plugin-platform-react/testUtils';
import {
  examplePlan,
  FakeOperations,
  waitingOperation,
} from '@golden-path/plugin-operations-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../__testUtils__/renderPage';
import { ApprovalsPage } from './ApprovalsPage';

const { abilities } = waitingOperation();

describe('ApprovalsPage', () => {
  let operations: FakeOperations;
  let decide: jest.SpyInstance;

  const render = () =>
    renderPage(<ApprovalsPage />, {
      address: '/approvals',
      mountPath: '/approvals',
      api: operations,
    });
  const part = async (name: string) =>
    within(await screen.findByRole('region', { name }));
  const open = async (name: string) => {
    await userEvent.click(await screen.findByRole('button', { name }));
    return within(await screen.findByRole('dialog'));
  };

  beforeEach(() => {
    operations = new FakeOperations({
      operations: [
        waitingOperation(),
        waitingOperation({
          id: 'mine',
          title: 'Roll production back to v1.8.0',
          requestedBy: 'user:default/ana',
          abilities: {
            ...abilities,
            decide: { allowed: false, reason: 'You asked for it' },
          },
        }),
      ],
    });
    decide = jest.spyOn(operations, 'decide');
  });

  it('shows what waits for me apart from what I asked for', async () => {
    render();
    const waiting = await part('Waits for you (1)');
    expect(
      waiting.getByRole('link', { name: 'Promote v1.9.0 to production' }),
    ).toHaveAttribute('href', '/operations/operation-waiting');
    expect(
      waiting.getByText('Reason: The shop needs it before Friday'),
    ).toBeInTheDocument();
    expect(waiting.getByText(/0 of 1 approved/)).toHaveTextContent(
      'It expires in 1 d if nobody decides.',
    );
    const mine = await part('Asked for by you');
    expect(
      await mine.findByRole('link', { name: 'Roll production back to v1.8.0' }),
    ).toBeInTheDocument();
    expect(mine.queryByRole('button')).not.toBeInTheDocument();
  });

  it('approves the plan that is shown', async () => {
    render();
    const dialog = await open('Approve Promote v1.9.0 to production');
    expect(await dialog.findByText('+ newTag: v1.9.0')).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(decide).toHaveBeenCalledWith('operation-waiting', {
      decision: 'approve',
      planHash: 'hash-1',
      reason: undefined,
      surface: 'portal',
    });
    expect(
      await screen.findByText('Promote v1.9.0 to production: Running'),
    ).toBeInTheDocument();
    expect(
      await (await part('Waits for you')).findByText(/Nothing waits/),
    ).toBeInTheDocument();
  });

  it('denies only with a reason', async () => {
    render();
    const dialog = await open('Deny Promote v1.9.0 to production');
    expect(
      await dialog.findByRole('button', {
        name: 'Deny, not available: Give a reason, so that they know what to change',
      }),
    ).toBeInTheDocument();
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Load test first');
    await userEvent.click(dialog.getByRole('button', { name: 'Deny' }));
    await waitFor(() =>
      expect(decide).toHaveBeenCalledWith(
        'operation-waiting',
        expect.objectContaining({
          decision: 'deny',
          reason: 'Load test first',
        }),
      ),
    );
  });

  it('shows a plan that changed, and decides nothing by itself', async () => {
    render();
    const dialog = await open('Approve Promote v1.9.0 to production');
    const button = await dialog.findByRole('button', { name: 'Approve' });
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Fine');
    operations.update('operation-waiting', {
      plan: examplePlan({ hash: 'hash-2', summary: 'Now it is v1.9.1.' }),
    });
    await userEvent.click(button);
    expect(await dialog.findByText('Now it is v1.9.1.')).toBeInTheDocument();
    expect(dialog.getByRole('alert')).toHaveTextContent(
      'Something changed since you looked',
    );
    expect(dialog.getByLabelText(/Reason/)).toHaveValue('Fine');
    expect((await operations.get('operation-waiting')).status).toBe('waiting');
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(decide).toHaveBeenLastCalledWith(
      'operation-waiting',
      expect.objectContaining({ planHash: 'hash-2', reason: 'Fine' }),
    );
  });

  it('tells that somebody else was faster', async () => {
    render();
    const dialog = await open('Approve Promote v1.9.0 to production');
    const button = await dialog.findByRole('button', { name: 'Approve' });
    operations.update('operation-waiting', { status: 'running' });
    decide.mockRejectedValueOnce(
      await responseError(409, 'ConflictError', 'cleo approved it already'),
    );
    await userEvent.click(button);
    expect(
      await dialog.findByText('cleo approved it already'),
    ).toBeInTheDocument();
    expect(
      dialog.getByRole('button', { name: /Approve, not available/ }),
    ).toBeInTheDocument();
  });

  it('says what failed, and who may', async () => {
    jest.spyOn(operations, 'list').mockImplementation(async query => {
      throw query?.decidable
        ? await responseError(403, 'NotAllowedError', 'Ask team-platform')
        : await responseError(503, 'Error', 'No database');
    });
    render();
    const waiting = await part('Waits for you');
    expect(
      await waiting.findByText('You may not see what waits'),
    ).toBeInTheDocument();
    expect(waiting.getByText('Ask team-platform')).toBeInTheDocument();
    expect(
      await (await part('Asked for by you')).findByRole('alert'),
    ).toHaveTextContent('No database');
  });
});
