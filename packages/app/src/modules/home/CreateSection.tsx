import { useRouteRef } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { Button, ButtonLink } from '@backstage/ui';
import { RiAddLine, RiLock2Line } from '@remixicon/react';
import { useId } from 'react';
import { useMayCreate } from '../create/useMayCreate';
import styles from './CreateSection.module.css';
import { HomeSection } from './HomeSection';

/** The way to a new service, or the reason why there is none. */
export const CreateSection = () => {
  const createRoute = useRouteRef(scaffolderPlugin.routes.root);
  const access = useMayCreate();
  const reasonId = useId();
  return (
    <HomeSection title="Create">
      <p className={styles.text}>
        A new service gets its repository, pipeline, environments and catalog
        page in one go.
      </p>
      <div className={styles.actions}>
        {access.status === 'allowed' && createRoute ? (
          <ButtonLink
            href={createRoute()}
            variant="primary"
            iconStart={<RiAddLine />}
          >
            Create a service
          </ButtonLink>
        ) : (
          <Button
            variant="primary"
            iconStart={<RiAddLine />}
            isDisabled
            aria-describedby={access.status === 'denied' ? reasonId : undefined}
          >
            Create a service
          </Button>
        )}
        {access.status === 'denied' && (
          <p id={reasonId} className={styles.reason}>
            <RiLock2Line size={16} aria-hidden="true" />
            {access.reason}
          </p>
        )}
      </div>
    </HomeSection>
  );
};
