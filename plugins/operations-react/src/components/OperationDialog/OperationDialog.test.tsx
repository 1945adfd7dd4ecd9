import { responseError } from '@golden-path/plugin-platform-react/testUtils';
import type {
  Operation,
  OperationRequest,
  Plan,
} from '@golden-path/plugin-operations-common';
import {
  configure,
  act,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderWithOperations,
  surroundings,
} from '../../__testUtils__/renderWithOperations';
import { examplePlan } from '../../testUtils/examplePlan';
import { FakeOperations } from '../../testUtils/FakeOperations';
import { OperationButton } from '../OperationButton';

const approvals = [
  {
    title: 'production',
    approvers: ['group:default/team-platform'],
    required: 1,
  },
];

// Finding things by their role takes seconds on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

describe('OperationDialog', () => {
  let plan: Plan;
  let operations: FakeOperations;
  let run: jest.SpyInstance<Promise<Operation>, [OperationRequest]>;

  const dialog = async () => within(await screen.findByRole('dialog'));
  const open = async () => {
    renderWithOperations(
      <OperationButton
        kind="promote"
        entityRef="component:default/order-service"
        label="Promote"
        title="Promote to production"
        input={{ environment: 'production' }}
      />,
      operations,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Promote to production' }),
    );
    return dialog();
  };
  const requests = () => run.mock.calls.map(([request]) => request);

  beforeEach(() => {
    plan = examplePlan();
    operations = new FakeOperations({ planOf: () => plan });
    run = jest.spyOn(operations, 'run');
  });

  it('shows the plan, carries it out, and shows how it goes until the end', async () => {
    plan = examplePlan({ approvals: [] });
    const shown = await open();

    expect(
      await shown.findByRole('heading', {
        name: 'Promote v1.9.0 to production',
      }),
    ).toBeInTheDocument();
    expect(shown.getByText(plan.summary)).toBeInTheDocument();
    expect(shown.getByText('v1.8.2')).toBeInTheDocument();
    expect(shown.getByText('v1.9.0')).toBeInTheDocument();
    expect(
      shown.getByRole('link', { name: 'Reserve stock before the payment' }),
    ).toHaveAttribute('href', plan.commits?.items[0].url);
    expect(shown.getByText(/^Ana Example/)).toBeInTheDocument();
    expect(shown.getByText('+ newTag: v1.9.0')).toBeInTheDocument();
    expect(shown.getByText('Wait for the rollout')).toBeInTheDocument();
    expect(shown.getByText(plan.onFailure)).toBeInTheDocument();
    expect(shown.getByText(plan.undo.description)).toBeInTheDocument();

    await userEvent.type(shown.getByLabelText(/Reason/), ' Before Friday ');
    await userEvent.click(shown.getByRole('button', { name: 'Promote' }));
    expect(
      await shown.findByText(/You can leave: it goes on/),
    ).toBeInTheDocument();
    expect(requests()).toEqual([
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
    const { items } = await operations.list();
    expect(shown.getByRole('link', { name: 'Open its page' })).toHaveAttribute(
      'href',
      `/operations/${items[0].id}`,
    );

    for (const sentence of [
      'Sync the application, phase 2 of 3',
      'Wait for the rollout, phase 3 of 3',
      'Succeeded: It is done.',
    ]) {
      act(() => {
        operations.advance(items[0].id);
      });
      expect(await shown.findByText(sentence)).toBeInTheDocument();
    }
    expect(shown.queryByText(/You can leave/)).not.toBeInTheDocument();
  });

  it('closes with Escape and gives the focus back', async () => {
    const shown = await open();
    await shown.findByText(plan.summary);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Promote to production' }),
      ).toHaveFocus(),
    );
    expect(run).not.toHaveBeenCalled();
  });

  it('closes when the page below it becomes another one', async () => {
    await (await open()).findByText(plan.summary);
    surroundings.goTo('/elsewhere');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says who has to approve, and asks for it', async () => {
    plan = examplePlan({ approvals });
    const shown = await open();
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
    run
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockRejectedValueOnce(
        await responseError(503, 'ServiceUnavailableError', 'It is restarting'),
      );
    const shown = await open();
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
    expect(new Set(requests().map(body => body.idempotencyKey)).size).toBe(1);
    expect(requests()).toHaveLength(3);
    expect((await operations.list()).items).toHaveLength(1);
  });

  it('shows the new plan when something changed, and loses nothing that was typed', async () => {
    plan = examplePlan({ confirmationText: 'order-service' });
    const shown = await open();
    await userEvent.type(
      await shown.findByLabelText('Type order-service to confirm'),
      'order-service',
    );
    await userEvent.type(shown.getByLabelText(/Reason/), 'Before Friday');
    plan = examplePlan({
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
    expect(requests().map(({ planHash }) => planHash)).toEqual([
      'hash-1',
      'hash-2',
    ]);
  });

  it('tells who was faster', async () => {
    run.mockRejectedValueOnce(
      await responseError(409, 'ConflictError', 'Ben promotes it already'),
    );
    const shown = await open();
    await shown.findByText(plan.summary);
    plan = examplePlan({
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

  it('asks for a confirmation where the plan says so', async () => {
    plan = examplePlan({ confirmationText: 'order-service-production' });
    const shown = await open();
    const field = await shown.findByLabelText(
      'Type order-service-production to confirm',
    );
    const disabled = {
      name: 'Promote, not available: Type order-service-production to confirm',
    };
    expect(shown.getByRole('button', disabled)).toBeInTheDocument();
    await userEvent.type(field, 'order-service-productio');
    expect(shown.getByRole('button', disabled)).toBeInTheDocument();
    await userEvent.click(shown.getByRole('button', disabled));
    expect(run).not.toHaveBeenCalled();
    await userEvent.type(field, 'n');
    expect(shown.getByRole('button', { name: 'Promote' })).toBeEnabled();
  });

  it('lets who may break a freeze, with a reason', async () => {
    plan = examplePlan({
      blockers: [
        {
          type: 'freeze',
          name: 'year-end',
          until: '2027-01-02T06:00:00Z',
          mayBreak: true,
          message: 'Nothing changes at the end of the year',
        },
      ],
    });
    const shown = await open();
    expect(await shown.findByText(/^Frozen until .*2027/)).toBeInTheDocument();
    expect(
      shown.getByRole('button', { name: /Wait for the end of the freeze/ }),
    ).toBeInTheDocument();
    await userEvent.click(shown.getByRole('checkbox', { name: /Break the/ }));
    expect(
      shown.getByRole('button', { name: /Give a reason for breaking/ }),
    ).toBeInTheDocument();
    await userEvent.type(shown.getByLabelText(/Reason/), 'Nobody can pay');
    await userEvent.click(shown.getByRole('button', { name: 'Promote' }));
    await shown.findByText(/You can leave/);
    expect(requests()).toEqual([
      expect.objectContaining({ breakFreeze: true, reason: 'Nobody can pay' }),
    ]);
  });

  it.each<[string, Partial<Plan>, string]>([
    [
      'a freeze that others may break',
      {
        blockers: [
          {
            type: 'freeze',
            name: 'year-end',
            until: '2027-01-02T06:00:00Z',
            mayBreak: false,
            message: 'Nothing changes at the end of the year',
          },
        ],
      },
      'Promote, not available: Nothing changes at the end of the year',
    ],
    [
      'nothing to do',
      { blockers: [{ type: 'nothing-to-do', message: 'It runs already' }] },
      'Promote, not available: It runs already',
    ],
  ])('does not run with %s', async (_, differences, name) => {
    plan = examplePlan(differences);
    const shown = await open();
    expect(await shown.findByRole('button', { name })).toBeInTheDocument();
    expect(shown.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('tells who may, and retries what failed', async () => {
    const planning = jest
      .spyOn(operations, 'plan')
      .mockRejectedValueOnce(
        await responseError(502, 'Error', 'GitHub does not answer'),
      )
      .mockRejectedValueOnce(
        await responseError(403, 'NotAllowedError', 'Ask team-orders'),
      );
    const shown = await open();
    expect(await shown.findByRole('alert')).toHaveTextContent(
      'GitHub does not answer (request request-42)',
    );
    await userEvent.click(shown.getByRole('button', { name: 'Retry' }));
    expect(await shown.findByText('You may not do this')).toBeInTheDocument();
    expect(shown.getByText('Ask team-orders')).toBeInTheDocument();
    expect(
      shown.getByRole('button', { name: /Promote, not available/ }),
    ).toBeInTheDocument();
    expect(planning).toHaveBeenCalledTimes(2);
  });

  it('retries and undoes what failed', async () => {
    const shown = await open();
    await userEvent.click(
      await shown.findByRole('button', { name: 'Promote' }),
    );
    await shown.findByText(/You can leave/);
    const [{ id }] = (await operations.list()).items;
    const fail = () =>
      act(() => {
        operations.update(id, {
          status: 'failed',
          problem: 'The pods stop',
          phases: plan.phases.map((phase, index) => ({
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
    expect((await operations.list()).items).toHaveLength(2);
  });
});
