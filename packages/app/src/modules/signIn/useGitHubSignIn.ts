import { UserIdentity } from '@backstage/core-components';
import {
  githubAuthApiRef,
  useApi,
  type AuthRequestOptions,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { rememberedSession } from './rememberedSession';
import { signInProblem, type SignInProblem } from './signInProblem';

/** Where a sign-in stands. */
export type SignInState =
  | { step: 'checking' }
  | { step: 'idle'; problem?: SignInProblem }
  | { step: 'waiting' };

const withoutResolver: SignInProblem = {
  kind: 'failed',
  message:
    'The portal has no sign-in resolver for GitHub (auth.providers.github).',
};

/**
 * Signs in with GitHub: at once where a session exists, else when `signIn` is
 * called, which opens GitHub's window and so has to come from a click.
 */
export function useGitHubSignIn(onSuccess: (identity: IdentityApi) => void) {
  const authApi = useApi(githubAuthApiRef);
  const [state, setState] = useState<SignInState>(() =>
    rememberedSession.exists() ? { step: 'checking' } : { step: 'idle' },
  );

  const attempt = useCallback(
    async (options: AuthRequestOptions) => {
      const response = await authApi.getBackstageIdentity(options);
      if (!response) {
        rememberedSession.forget();
        return false;
      }
      const profile = await authApi.getProfile();
      onSuccess(
        rememberedSession.ofIdentity(
          UserIdentity.create({
            identity: response.identity,
            authApi,
            profile,
          }),
        ),
      );
      return true;
    },
    [authApi, onSuccess],
  );

  useEffect(() => {
    if (!rememberedSession.exists()) {
      return;
    }
    attempt({ optional: true }).then(
      signedIn => signedIn || setState({ step: 'idle' }),
      thrown => setState({ step: 'idle', problem: signInProblem(thrown) }),
    );
  }, [attempt]);

  const signIn = useCallback(async () => {
    setState({ step: 'waiting' });
    try {
      if (!(await attempt({ instantPopup: true }))) {
        setState({ step: 'idle', problem: withoutResolver });
      }
    } catch (thrown) {
      setState({ step: 'idle', problem: signInProblem(thrown) });
    }
  }, [attempt]);

  return { state, signIn };
}
