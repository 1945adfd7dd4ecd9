import { Text } from '@backstage/ui';
import type { PlanCommits as Commits } from '@golden-path/plugin-operations-common';
import {
  Age,
  DetailSection,
  ExternalLink,
} from '@golden-path/plugin-platform-react';
import styles from './PlanView.module.css';

/** The commits that come, or that go. */
export function PlanCommits({ commits }: { commits: Commits }) {
  const { direction, hasMore, items } = commits;
  const count = `${items.length} ${items.length === 1 ? 'commit' : 'commits'}`;
  return (
    <DetailSection
      isSmall
      title={direction === 'added' ? 'New commits' : 'Commits taken back'}
      aside={
        <Text as="span" variant="body-small" color="secondary">
          {hasMore ? `the latest ${count}, there are more` : count}
        </Text>
      }
    >
      <ul className={styles.list}>
        {items.map(({ sha, title, author, date, url }) => (
          <li key={sha} className={styles.commit}>
            <Text as="span" variant="body-small" className={styles.text}>
              <ExternalLink to={url} variant="body-small">
                {title}
              </ExternalLink>
            </Text>
            <Text
              as="span"
              variant="body-small"
              color="secondary"
              className={styles.text}
            >
              {author}, <Age isOneOfMany since={date} suffix=" ago" />
            </Text>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
