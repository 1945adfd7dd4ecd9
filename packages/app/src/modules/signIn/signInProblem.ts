import { toError } from '@backstage/errors';

/** Why a sign-in did not succeed, as far as people can do something about it. */
export type SignInProblem =
  | { kind: 'popupBlocked' }
  | { kind: 'popupClosed' }
  | { kind: 'notInCatalog'; account?: string }
  | { kind: 'failed'; message: string };

/** The kinds of problem that the sign-in frameworks tell apart by an error's name. */
const kindsByErrorName: Record<
  string,
  'popupBlocked' | 'popupClosed' | 'notInCatalog' | undefined
> = {
  PopupRejectedError: 'popupBlocked',
  PopupClosedError: 'popupClosed',
  NotFoundError: 'notInCatalog',
};

/** How the backend says that no resolver found a User; the error's name does not tell it from other failures. */
const unresolvedIdentity = /unable to resolve user identity/i;

function kindOf(error: Error) {
  return unresolvedIdentity.test(error.message)
    ? 'notInCatalog'
    : kindsByErrorName[error.name];
}

/** Turns what a sign-in threw into a {@link SignInProblem}. */
export function signInProblem(thrown: unknown): SignInProblem {
  const error = toError(thrown);
  const kind = kindOf(error);
  if (kind === undefined) {
    return { kind: 'failed', message: error.message };
  }
  if (kind !== 'notInCatalog') {
    return { kind };
  }
  const account = /user:[\w.-]+\/([\w.-]+)/i.exec(error.message)?.[1];
  return { kind, account };
}
