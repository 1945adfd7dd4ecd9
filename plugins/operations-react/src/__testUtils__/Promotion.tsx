import type { Plan } from '@golden-path/plugin-operations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { OperationButton } from '../components/OperationButton';
import { examplePlan } from '../testUtils/examplePlan';
import { FakeOperations } from '../testUtils/FakeOperations';
import { renderWithOperations } from './renderWithOperations';

/** A promotion that somebody is about to make. */
export class Promotion {
  /** What would happen at present. */
  plan: Plan = examplePlan();
  readonly operations = new FakeOperations({ planOf: () => this.plan });
  readonly run = jest.spyOn(this.operations, 'run');

  /** What was asked for. */
  requests() {
    return this.run.mock.calls.map(([request]) => request);
  }

  /** Presses the button that opens the dialog. */
  async open() {
    renderWithOperations(
      <OperationButton
        kind="promote"
        entityRef="component:default/order-service"
        label="Promote"
        title="Promote to production"
        input={{ environment: 'production' }}
      />,
      this.operations,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Promote to production' }),
    );
    return within(await screen.findByRole('dialog'));
  }
}
