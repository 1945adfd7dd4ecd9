import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  AuthorizeResult,
  type EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import { operationsApiRef } from '@golden-path/plugin-operations-react';
import { FakeOperations } from '@golden-path/plugin-operations-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { ArgocdOperationButton } from './ArgocdOperationButton';

/** Answers are cached by their question, so each test asks about another entity. */
function renderButton(
  entityRef: string,
  authorize: PermissionApi['authorize'],
): void {
  renderInTestApp(
    <ArgocdOperationButton
      kind="roll-back"
      entityRef={entityRef}
      label="Roll back"
      title="Roll back production"
      input={{}}
    />,
    {
      apis: [
        [operationsApiRef, new FakeOperations()],
        [permissionApiRef, { authorize }],
      ],
    },
  );
}

describe('ArgocdOperationButton', () => {
  it('tells those who may not use it who may', async () => {
    const asked: EvaluatePermissionRequest[] = [];
    renderButton('component:default/a', async request => {
      asked.push(request);
      return { result: AuthorizeResult.DENY };
    });
    expect(
      await screen.findByRole('button', {
        name: 'Roll back production, not available: The owners of the service may, and those who operate the platform',
      }),
    ).toBeInTheDocument();
    expect(asked).toEqual([
      {
        permission: expect.objectContaining({
          name: 'argocd.application.roll-back',
        }),
        resourceRef: 'component:default/a',
      },
    ]);
  });

  it.each<[string, PermissionApi['authorize']]>([
    ['who may', async () => ({ result: AuthorizeResult.ALLOW })],
    [
      'those of whom nobody knows',
      async () => {
        throw new Error('no answer');
      },
    ],
  ])('lets %s try', async (name, answer) => {
    const authorize = jest.fn(answer);
    renderButton(`component:default/${name}`, authorize);
    await waitFor(() => expect(authorize).toHaveBeenCalled());
    expect(
      await screen.findByRole('button', { name: 'Roll back production' }),
    ).toBeEnabled();
  });
});
