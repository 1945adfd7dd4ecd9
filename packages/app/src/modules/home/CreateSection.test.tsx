import { renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { SWRConfig } from 'swr';
import { CreateSection } from './CreateSection';

describe('CreateSection', () => {
  it('shows creating disabled with the reason to those who may not', async () => {
    renderInTestApp(
      // Answers are cached per page load, which a test is
      <SWRConfig value={{ provider: () => new Map() }}>
        <CreateSection />
      </SWRConfig>,
      {
        apis: [
          [
            permissionApiRef,
            { authorize: async () => ({ result: AuthorizeResult.DENY }) },
          ],
        ],
      },
    );

    const reason = await screen.findByText(/Only a member of a team/);
    const button = screen.getByRole('button', { name: 'Create a service' });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(reason.textContent ?? '');
  });
});
