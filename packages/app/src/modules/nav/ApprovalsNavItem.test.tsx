import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { OperationsApi } from '@golden-path/plugin-operations-common';
import { operationsApiRef } from '@golden-path/plugin-operations-react';
import { waitingOperation } from '@golden-path/plugin-operations-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { ApprovalsNavItem } from './ApprovalsNavItem';

function renderItem(list: OperationsApi['list']) {
  renderInTestApp(<ApprovalsNavItem to="/approvals" />, {
    apis: [[operationsApiRef, { list }]],
  });
}

describe('ApprovalsNavItem', () => {
  it('tells how many wait for me', async () => {
    renderItem(async () => ({ items: [waitingOperation()] }));
    const item = await screen.findByRole('link', { name: /1 wait for you/ });
    expect(item).toHaveAttribute('href', '/approvals');
  });

  it('tells of more than it counts', async () => {
    renderItem(async () => ({
      items: [waitingOperation()],
      nextCursor: 'more',
    }));
    expect(
      await screen.findByRole('link', { name: /99\+ wait for you/ }),
    ).toBeInTheDocument();
  });

  it.each<[string, OperationsApi['list']]>([
    ['nothing waits', async () => ({ items: [] })],
    [
      'nobody knows',
      async () => {
        throw new Error('no answer');
      },
    ],
  ])('tells no number while %s', async (_, answer) => {
    const list = jest.fn(answer);
    renderItem(list);
    const item = await screen.findByRole('link');
    await waitFor(() => expect(list).toHaveBeenCalled());
    expect(item).toHaveAccessibleName('Approvals');
  });
});
