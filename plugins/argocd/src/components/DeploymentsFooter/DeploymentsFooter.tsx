import { Skeleton, Text } from '@backstage/ui';
import type { DeploymentsResponse } from '@golden-path/plugin-argocd-common';
import { Age } from '@golden-path/plugin-platform-react';
import { OpenInArgocd } from '../OpenInArgocd';
import styles from './DeploymentsFooter.module.css';

/** How fresh the card is, and the way to Argo CD. */
export function DeploymentsFooter(props: { response: DeploymentsResponse }) {
  const { items, sources } = props.response;
  const isLive =
    sources.length > 0 && sources.every(({ status }) => status === 'live');
  const [oldest] = sources
    .flatMap(({ asOf }) => asOf ?? [])
    .toSorted((left, right) => Date.parse(left) - Date.parse(right));
  if (!isLive && items.length === 0) {
    return null;
  }
  return (
    <div className={styles.root}>
      <Text as="span" variant="body-small" color="secondary">
        {isLive && oldest && (
          <>
            live · <Age since={oldest} suffix=" ago" />
          </>
        )}
      </Text>
      <OpenInArgocd deployments={items} />
    </div>
  );
}

/** The place of the footer while its content is on the way. */
export function DeploymentsFooterSkeleton() {
  return (
    <div className={styles.root} aria-hidden="true">
      <Skeleton width="6rem" height="1rem" />
    </div>
  );
}
