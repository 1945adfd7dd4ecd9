import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { RiLock2Line } from '@remixicon/react';
import styles from './CreateDenied.module.css';

/** Instead of the golden paths, for those who may not create: who may, and how to ask. */
export const CreateDenied = ({ reason }: { reason: string }) => {
  const support = useApi(configApiRef).getOptionalString('app.support.url');
  return (
    <section className={styles.page} role="status">
      <RiLock2Line size={28} aria-hidden="true" className={styles.icon} />
      <h2 className={styles.title}>You may look, but not create</h2>
      <p className={styles.text}>{reason}</p>
      <p className={styles.text}>
        Ask the lead of your team, or the platform team, to add you to the team
        that will own what you want to create. Then sign out and in again.
      </p>
      {support && (
        <ButtonLink href={support} variant="secondary">
          Ask the platform team
        </ButtonLink>
      )}
    </section>
  );
};
