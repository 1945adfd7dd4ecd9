import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiGithubFill } from '@remixicon/react';
import styles from './SignInPage.module.css';

interface NotInCatalogProps {
  /** The GitHub account that was used, where it is known. */
  account?: string;
  onRetry: () => void;
}

/** GitHub knows this person, but the catalog has no user of that name. */
export const NotInCatalog = ({ account, onRetry }: NotInCatalogProps) => {
  const support = useApi(configApiRef).getOptionalString('app.support.url');
  return (
    <>
      <h1 className={styles.title}>You are not in the catalog yet</h1>
      <p className={styles.text} role="alert">
        GitHub knows {account ? <strong>{account}</strong> : 'your account'},
        but the portal’s catalog has no user of that name.
      </p>
      <ol className={styles.steps}>
        <li>
          Ask the{' '}
          {support ? (
            <a className={styles.link} href={support}>
              platform team
            </a>
          ) : (
            'platform team'
          )}{' '}
          to add you: a catalog User whose name is{' '}
          {account ? <strong>{account}</strong> : 'your GitHub sign-in name'},
          and your team.
        </li>
        <li>
          If you have several GitHub accounts, sign out on GitHub and choose the
          one that your organization knows.
        </li>
      </ol>
      <Button
        variant="primary"
        className={styles.button}
        iconStart={<RiGithubFill />}
        onPress={onRetry}
      >
        Sign in with another account
      </Button>
    </>
  );
};
