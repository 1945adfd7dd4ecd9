import { signInProblem } from './signInProblem';

function errorOf(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

describe('signInProblem', () => {
  const unresolved =
    'Failed to sign-in, unable to resolve user identity. Please verify that your catalog contains the expected User entities that would match your configured sign-in resolver.';

  it.each([
    [errorOf('PopupRejectedError', ''), { kind: 'popupBlocked' }],
    [errorOf('PopupClosedError', ''), { kind: 'popupClosed' }],
    [errorOf('NotFoundError', 'User not found'), { kind: 'notInCatalog' }],
    [
      errorOf('NotFoundError', 'There is no user:default/zoe'),
      { kind: 'notInCatalog', account: 'zoe' },
    ],
    [errorOf('NotAllowedError', unresolved), { kind: 'notInCatalog' }],
    [errorOf('Error', unresolved), { kind: 'notInCatalog' }],
    [errorOf('Error', 'no'), { kind: 'failed', message: 'no' }],
  ])('of %s', (error, problem) => {
    expect(signInProblem(error)).toMatchObject(problem);
  });
});
