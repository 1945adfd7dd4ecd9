import type { FakeOperations } from '@golden-path/plugin-operations-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** Presses a button; what the dialog then asks the backend about is in `plan`. */
export async function planAfter(button: string, operations: FakeOperations) {
  const plan = jest.spyOn(operations, 'plan');
  await userEvent.click(await screen.findByRole('button', { name: button }));
  const dialog = within(await screen.findByRole('dialog'));
  return { dialog, plan };
}
