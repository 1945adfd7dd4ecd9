import { UserIdentity } from '@backstage/core-components';
import {
  githubAuthApiRef,
  useApi,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { signInProblem, type SignInProblem } from './signInProblem';

/** Where a sign-in stands. */
export type SignInState =
  | { step: 'checking' }
  | { step: 'idle'; problem?: SignInProblem }
  | { step: 'waiting' };

/**
 * Signs in with GitHub: at once where a session exists, else when `signIn` is
 * called, which opens GitHub's window and so has to come from a click.
 */
export function useGitHubSignIn(onSuccess: (identity: IdentityApi) => void) {
  const authApi = useApi(githubAuthApiRef);
  const [state, setState] = useState<SignInState>({ step: 'checking' });

  const attempt = useCallback(
    async (options: { optional: true } | { instantPopup: true }) => {
      const response = await authApi.getBackstageIdentity(options);
      if (!response) {
        return false;
      }
      const profile = await authApi.getProfile();
      onSuccess(
        UserIdentity.create({ identity: response.identity, authApi, profile }),
      );
      return true;
    },
    [authApi, onSuccess],
  );

  useEffect(() => {
    let left = false;
    attempt({ optional: true })
      .then(
        signedIn => (signedIn ? undefined : { step: 'idle' as const }),
        thrown => ({ step: 'idle' as const, problem: signInProblem(thrown) }),
      )
      .then(next => next && !left && setState(next));
    return () => {
      left = true;
    };
  }, [attempt]);

  const signIn = useCallback(async () => {
    setState({ step: 'waiting' });
    try {
      if (!(await attempt({ instantPopup: true }))) {
        setState({
          step: 'idle',
          problem: {
            kind: 'failed',
            message:
              'The portal has no GitHub sign-in resolver configured (auth.providers.github).',
          },
        });
      }
    } catch (thrown) {
      setState({ step: 'idle', problem: signInProblem(thrown) });
    }
  }, [attempt]);

  return { state, signIn };
}
