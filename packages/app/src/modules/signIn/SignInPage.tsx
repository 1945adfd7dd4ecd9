import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Skeleton } from '@backstage/ui';
import { RiGithubFill } from '@remixicon/react';
import type { ReactNode } from 'react';
import { LogoMark } from '../nav/LogoMark';
import { NotInCatalog } from './NotInCatalog';
import styles from './SignInPage.module.css';
import type { SignInProblem } from './signInProblem';
import { useGitHubSignIn } from './useGitHubSignIn';

const SignInFrame = ({ children }: { children: ReactNode }) => {
  const organization =
    useApi(configApiRef).getOptionalString('organization.name');
  return (
    <main className={styles.page}>
      <section className={styles.card}>
        <span className={styles.mark}>
          <LogoMark size={36} />
        </span>
        {children}
      </section>
      <footer className={styles.footer}>
        {organization ? `The developer portal of ${organization}` : ''}
      </footer>
    </main>
  );
};

const problemTexts = {
  popupBlocked: {
    title: 'Your browser blocked the sign-in window',
    description:
      'Allow pop-ups for this site in the address bar, then sign in again.',
  },
  popupClosed: {
    title: 'The sign-in window was closed',
    description: 'Nothing happened yet. Sign in again when you are ready.',
  },
};

const ProblemAlert = ({
  problem,
}: {
  problem: Exclude<SignInProblem, { kind: 'notInCatalog' }>;
}) => {
  const text =
    problem.kind === 'failed'
      ? {
          title: 'GitHub sign-in did not work',
          description: `${problem.message} Try again; if it stays, tell the platform team this message.`,
        }
      : problemTexts[problem.kind];
  return (
    <div className={styles.problem} role="alert">
      <Alert
        status={problem.kind === 'failed' ? 'danger' : 'warning'}
        icon
        {...text}
      />
    </div>
  );
};

/** The page before everything else: sign in with GitHub, or learn why not. */
export const SignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const title =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Golden Path Portal';
  const { state, signIn } = useGitHubSignIn(onSignInSuccess);

  if (state.step === 'checking') {
    return (
      <SignInFrame>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.text} role="status">
          Checking whether you are signed in…
        </p>
        <Skeleton width="100%" height={44} />
      </SignInFrame>
    );
  }
  const problem = state.step === 'idle' ? state.problem : undefined;
  if (problem?.kind === 'notInCatalog') {
    return (
      <SignInFrame>
        <NotInCatalog account={problem.account} onRetry={signIn} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>
        Find every service and its owner, create a new one in minutes and see
        what runs where.
      </p>
      {problem && <ProblemAlert problem={problem} />}
      <Button
        variant="primary"
        className={styles.button}
        iconStart={<RiGithubFill />}
        isPending={state.step === 'waiting'}
        onPress={signIn}
      >
        Sign in with GitHub
      </Button>
      {state.step === 'waiting' && (
        <p className={styles.note} role="status">
          Continue in the window that GitHub opened.
        </p>
      )}
    </SignInFrame>
  );
};
