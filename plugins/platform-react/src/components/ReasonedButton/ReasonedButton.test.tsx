import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReasonedButton } from './ReasonedButton';

describe('ReasonedButton', () => {
  it('is a button', async () => {
    const onPress = jest.fn();
    renderInTestApp(<ReasonedButton label="Sync" onPress={onPress} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Sync' }));
    expect(onPress).toHaveBeenCalledTimes(1);
  });

  it('does nothing while it cannot be used, and tells everybody why', async () => {
    const onPress = jest.fn();
    renderInTestApp(
      <ReasonedButton
        label="Sync"
        aria-label="Sync staging"
        disabledReason="Argo CD is read-only here"
        onPress={onPress}
      />,
    );
    const button = await screen.findByRole('button', {
      name: 'Sync staging, not available: Argo CD is read-only here',
    });
    expect(screen.getAllByRole('button')).toEqual([button]);
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await userEvent.tab();
    expect(button).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'Argo CD is read-only here',
    );
    await userEvent.keyboard('{Enter} ');
    await userEvent.click(button);
    expect(onPress).not.toHaveBeenCalled();
  });
});
