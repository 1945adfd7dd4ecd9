import { renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { SWRConfig } from 'swr';
import userEvent from '@testing-library/user-event';
import { CreateNavItem } from './CreateNavItem';

function renderItem(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  renderInTestApp(
    // Answers are cached per page load, which a test is
    <SWRConfig value={{ provider: () => new Map() }}>
      <CreateNavItem to="/create" />
    </SWRConfig>,
    {
      apis: [[permissionApiRef, { authorize: async () => ({ result }) }]],
    },
  );
}

describe('CreateNavItem', () => {
  it('leads those who may create to the golden paths', async () => {
    renderItem(AuthorizeResult.ALLOW);
    expect(await screen.findByRole('link', { name: 'Create' })).toHaveAttribute(
      'href',
      '/create',
    );
  });

  it('is disabled for the others, with the reason for keyboard and pointer', async () => {
    renderItem(AuthorizeResult.DENY);
    const item = await screen.findByRole('link', {
      name: /Create, not available. Only a member of a team may create/,
    });
    expect(item).toHaveAttribute('aria-disabled', 'true');
    expect(item).not.toHaveAttribute('href');
    await userEvent.tab();
    while (
      document.activeElement !== item &&
      document.activeElement !== document.body
    ) {
      await userEvent.tab();
    }
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'Only a member of a team may create',
    );
  });
});
