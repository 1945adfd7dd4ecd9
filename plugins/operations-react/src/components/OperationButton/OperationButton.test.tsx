import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithOperations } from '../../__testUtils__/renderWithOperations';
import { exampleKinds } from '../../testUtils/exampleKinds';
import { FakeOperations } from '../../testUtils/FakeOperations';
import { OperationButton } from './OperationButton';

function renderButton(operations: FakeOperations, disabledReason?: string) {
  renderWithOperations(
    <>
      <p>The page</p>
      <OperationButton
        kind="promote"
        entityRef="component:default/order-service"
        label="Promote"
        title="Promote to production"
        input={{}}
        disabledReason={disabledReason}
      />
    </>,
    operations,
  );
}

describe('OperationButton', () => {
  it('tells the keyboard why it cannot be used', async () => {
    renderButton(new FakeOperations(), 'production runs v1.9.0 already');
    const button = await screen.findByRole('button', {
      name: 'Promote to production, not available: production runs v1.9.0 already',
    });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await userEvent.tab();
    expect(button).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'production runs v1.9.0 already',
    );
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('tells why its kind is switched off before anything else', async () => {
    renderButton(
      new FakeOperations({ kinds: exampleKinds('Argo CD is read-only here') }),
      'production runs v1.9.0 already',
    );
    expect(
      await screen.findByRole('button', {
        name: 'Promote to production, not available: Argo CD is read-only here',
      }),
    ).toBeInTheDocument();
  });

  it('is not there where the portal does not know its kind', async () => {
    renderButton(new FakeOperations({ kinds: [] }));
    expect(await screen.findByText('The page')).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryByRole('button')).not.toBeInTheDocument(),
    );
  });

  it('may be tried where it is not known what the portal can do', async () => {
    const operations = new FakeOperations();
    jest
      .spyOn(operations, 'listKinds')
      .mockRejectedValue(new Error('no answer'));
    renderButton(operations);
    expect(
      await screen.findByRole('button', { name: 'Promote to production' }),
    ).toBeEnabled();
  });
});
