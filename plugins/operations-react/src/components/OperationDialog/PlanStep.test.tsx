import { responseError } from '@golden-path/plugin-platform-react/testUtils';
import type { Plan } from '@golden-path/plugin-operations-common';
import userEvent from '@testing-library/user-event';
import { Promotion } from '../../__testUtils__/Promotion';
import { examplePlan } from '../../testUtils/examplePlan';

describe('PlanStep', () => {
  let promotion: Promotion;

  beforeEach(() => {
    promotion = new Promotion();
  });

  it('asks for a confirmation where the plan says so', async () => {
    promotion.plan = examplePlan({
      confirmationText: 'order-service-production',
    });
    const shown = await promotion.open();
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
    expect(promotion.run).not.toHaveBeenCalled();
    await userEvent.type(field, 'n');
    expect(shown.getByRole('button', { name: 'Promote' })).toBeEnabled();
  });

  it('lets who may break a freeze, with a reason', async () => {
    promotion.plan = examplePlan({
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
    const shown = await promotion.open();
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
    expect(promotion.requests()).toEqual([
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
    promotion.plan = examplePlan(differences);
    const shown = await promotion.open();
    expect(await shown.findByRole('button', { name })).toBeInTheDocument();
    expect(shown.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('tells who may, and retries what failed', async () => {
    const planning = jest
      .spyOn(promotion.operations, 'plan')
      .mockRejectedValueOnce(
        await responseError(502, 'Error', 'GitHub does not answer'),
      )
      .mockRejectedValueOnce(
        await responseError(403, 'NotAllowedError', 'Ask team-orders'),
      );
    const shown = await promotion.open();
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
});
