import { responseError } from '@golden-path/plugin-platform-react/testUtils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Promotion } from '../../__testUtils__/Promotion';
import { surroundings } from '../../__testUtils__/renderWithOperations';
import { examplePlan } from '../../testUtils/examplePlan';

const approvals = [
  {
    title: 'production',
    approvers: ['group:default/team-platform'],
    required: 1,
  },
];

describe('OperationDialog', () => {
  let promotion: Promotion;

  beforeEach(() => {
    promotion = new Promotion();
  });

  it('shows the plan, carries it out, and shows how it goes until the end', async () => {
    promotion.plan = examplePlan({ approvals: [] });
    const shown = await promotion.open();

    expect(
      await shown.findByRole('heading', {
        name: 'Promote v1.9.0 to production',
      }),
    ).toBeInTheDocument();
    expect(shown.getByText(promotion.plan.summary)).toBeInTheDocument();
    expect(shown.getByText('v1.8.2')).toBeInTheDocument();
    expect(shown.getByText('v1.9.0')).toBeInTheDocument();
    expect(
      shown.getByRole('link', { name: 'Reserve stock before the payment' }),
    ).toHaveAttribute('href', promotion.plan.commits?.items[0].url);
    expect(shown.getByText(/^Ana Example/)).toBeInTheDocument();
    expect(shown.getByText('+ newTag: v1.9.0')).toBeInTheDocument();
    expect(shown.getByText('Wait for the rollout')).toBeInTheDocument();
    expect(shown.getByText(promotion.plan.onFailure)).toBeInTheDocument();
    expect(
      shown.getByText(promotion.plan.undo.description),
    ).toBeInTheDocument();

    await userEvent.type(shown.getByLabelText(/Reason/), ' Before Friday ');
    await userEvent.click(shown.getByRole('button', { name: 'Promote' }));
    expect(
      await shown.findByText(/You can leave: it goes on/),
    ).toBeInTheDocument();
    expect(promotion.requests()).toEqual([
      {
        kind: 'promote',
        entityRef: 'component:default/order-service',
        input: { environment: 'production' },
        planHash: 'hash-1',
        idempotencyKey: expect.stringMatching(/^portal-[0-9a-f]{32}$/),
        reason: 'Before Friday',
        surface: 'portal',
        breakFreeze: false,
      },
    ]);
    const { items } = await promotion.operations.list();
    expect(shown.getByRole('link', { name: 'Open its page' })).toHaveAttribute(
      'href',
      `/operations/${items[0].id}`,
    );

    const advance = () =>
      act(() => {
        promotion.operations.advance(items[0].id);
      });
    for (const sentence of [
      'Sync the application, phase 2 of 3',
      'Wait for the rollout, phase 3 of 3',
      'Succeeded: It is done.',
    ]) {
      advance();
      expect(await shown.findByText(sentence)).toBeInTheDocument();
    }
    expect(shown.queryByText(/You can leave/)).not.toBeInTheDocument();
  });

  it('closes with Escape and gives the focus back', async () => {
    const shown = await promotion.open();
    await shown.findByText(promotion.plan.summary);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Promote to production' }),
      ).toHaveFocus(),
    );
    expect(promotion.run).not.toHaveBeenCalled();
  });

  it('closes when the page below it becomes another one', async () => {
    await (await promotion.open()).findByText(promotion.plan.summary);
    surroundings.goTo('/elsewhere');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says who has to approve, and asks for it', async () => {
    promotion.plan = examplePlan({ approvals });
    const shown = await promotion.open();
    expect(
      await shown.findByText(
        'One person of team-platform has to approve, because of production',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      shown.getByRole('button', { name: 'Ask for approval' }),
    );
    expect(
      await shown.findByText('Waiting for approval: 0 of 1'),
    ).toBeInTheDocument();
  });

  it('keeps everything when nobody answers, and never runs twice', async () => {
    promotion.run
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockRejectedValueOnce(
        await responseError(503, 'ServiceUnavailableError', 'It is restarting'),
      );
    const shown = await promotion.open();
    const reason = await shown.findByLabelText(/Reason/);
    await userEvent.type(reason, 'Before Friday');
    const button = shown.getByRole('button', { name: 'Promote' });

    await userEvent.click(button);
    expect(await shown.findByRole('alert')).toHaveTextContent(
      'it is not known whether it started',
    );
    await userEvent.click(button);
    await waitFor(() =>
      expect(shown.getByRole('alert')).toHaveTextContent(
        'It could not be startedIt is restarting',
      ),
    );
    expect(reason).toHaveValue('Before Friday');
    await userEvent.click(button);
    expect(await shown.findByText(/You can leave/)).toBeInTheDocument();
    expect(
      new Set(promotion.requests().map(body => body.idempotencyKey)).size,
    ).toBe(1);
    expect(promotion.requests()).toHaveLength(3);
    expect((await promotion.operations.list()).items).toHaveLength(1);
  });

  it('shows the new plan when something changed, and loses nothing that was typed', async () => {
    promotion.plan = examplePlan({ confirmationText: 'order-service' });
    const shown = await promotion.open();
    await userEvent.type(
      await shown.findByLabelText('Type order-service to confirm'),
      'order-service',
    );
    await userEvent.type(shown.getByLabelText(/Reason/), 'Before Friday');
    promotion.plan = examplePlan({
      confirmationText: 'order-service',
      hash: 'hash-2',
      summary: 'production will run v1.9.1.',
    });
    await userEvent.click(shown.getByRole('button', { name: 'Promote' }));

    expect(await shown.findByRole('alert')).toHaveTextContent(
      'Something changed since you looked',
    );
    expect(shown.getByText('production will run v1.9.1.')).toBeInTheDocument();
    expect(shown.getByLabelText('Type order-service to confirm')).toHaveValue(
      'order-service',
    );
    expect(shown.getByLabelText(/Reason/)).toHaveValue('Before Friday');

    await userEvent.click(shown.getByRole('button', { name: 'Promote' }));
    expect(await shown.findByText(/You can leave/)).toBeInTheDocument();
    expect(promotion.requests().map(({ planHash }) => planHash)).toEqual([
      'hash-1',
      'hash-2',
    ]);
  });

  it('tells who was faster', async () => {
    promotion.run.mockRejectedValueOnce(
      await responseError(409, 'ConflictError', 'Ben promotes it already'),
    );
    const shown = await promotion.open();
    await shown.findByText(promotion.plan.summary);
    promotion.plan = examplePlan({
      blockers: [
        {
          type: 'busy',
          operationId: 'operation-1',
          title: 'Promote v1.9.0 to production',
          requestedBy: 'user:default/ben',
          since: new Date().toISOString(),
          message: 'Try again when it is over',
        },
      ],
    });
    await userEvent.click(shown.getByRole('button', { name: 'Promote' }));
    expect(
      await shown.findByRole('button', {
        name: 'Promote, not available: Try again when it is over',
      }),
    ).toBeInTheDocument();
    expect(shown.getByRole('link', { name: 'Show it' })).toHaveAttribute(
      'href',
      '/operations/operation-1',
    );
    expect(shown.queryByText(/Something changed/)).not.toBeInTheDocument();
  });

  it('retries and undoes what failed', async () => {
    const shown = await promotion.open();
    await userEvent.click(
      await shown.findByRole('button', { name: 'Promote' }),
    );
    await shown.findByText(/You can leave/);
    const [{ id }] = (await promotion.operations.list()).items;
    const fail = () =>
      act(() => {
        promotion.operations.update(id, {
          status: 'failed',
          problem: 'The pods stop',
          phases: promotion.plan.phases.map((phase, index) => ({
            ...phase,
            status: index === 0 ? 'failed' : 'pending',
            links: [],
          })),
        });
      });
    fail();
    expect(
      await shown.findByText('“Write the version to Git” failed'),
    ).toBeInTheDocument();
    expect(shown.getByText('The pods stop')).toBeInTheDocument();
    await userEvent.click(
      shown.getByRole('button', { name: 'Retry from here' }),
    );
    expect(
      await shown.findByText('Write the version to Git, phase 1 of 3'),
    ).toBeInTheDocument();
    fail();
    await userEvent.click(await shown.findByRole('button', { name: 'Undo' }));
    expect(
      await shown.findByRole('heading', {
        name: 'Undo: Promote v1.9.0 to production',
      }),
    ).toBeInTheDocument();
    await userEvent.click(shown.getByRole('button', { name: 'Undo' }));
    expect(await shown.findByText(/You can leave/)).toBeInTheDocument();
    expect((await promotion.operations.list()).items).toHaveLength(2);
  });
});
