import { renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { SWRConfig } from 'swr';
import { CreateGate } from './CreateGate';

function renderGate(
  authorize: () => Promise<{
    result: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  }>,
) {
  renderInTestApp(
    // Answers are cached per page load, which a test is
    <SWRConfig value={{ provider: () => new Map() }}>
      <CreateGate>golden paths</CreateGate>
    </SWRConfig>,
    {
      apis: [[permissionApiRef, { authorize }]],
    },
  );
}

describe('CreateGate', () => {
  it('lets those pass who may create', async () => {
    renderGate(async () => ({ result: AuthorizeResult.ALLOW }));
    expect(await screen.findByText('golden paths')).toBeInTheDocument();
  });

  it('tells the others who may create and how to ask', async () => {
    renderGate(async () => ({ result: AuthorizeResult.DENY }));
    expect(
      await screen.findByRole('heading', {
        name: 'You may look, but not create',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/member of a team/)).toBeInTheDocument();
    expect(screen.getByText(/Ask the lead of your team/)).toBeInTheDocument();
    expect(screen.queryByText('golden paths')).not.toBeInTheDocument();
  });

  it('does not blame people when the permission backend does not answer', async () => {
    renderGate(async () => {
      throw new Error('503');
    });
    expect(
      await screen.findByText(/cannot check right now whether you may create/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/member of a team/)).not.toBeInTheDocument();
  });
});
