import { Text } from '@backstage/ui';
import {
  shortRevision,
  type HistoryEntryDetail,
} from '@golden-path/plugin-argocd-common';
import { ExternalLink, StatusWord } from '@golden-path/plugin-platform-react';
import { RiMapPinLine } from '@remixicon/react';
import { historyVersionOf } from '../../operations/historyVersionOf';
import styles from './HistoryView.module.css';

/** What ran; the one that runs now is marked. */
export function HistoryVersion({ entry }: { entry: HistoryEntryDetail }) {
  return (
    <div className={styles.line}>
      <Text
        as="span"
        variant="body-small"
        weight="bold"
        className={styles.text}
      >
        {historyVersionOf(entry)}
      </Text>
      {entry.isCurrent && (
        <StatusWord
          icon={RiMapPinLine}
          tone="announcement"
          label="Current"
          explanation="What the cluster was told to run last."
        />
      )}
    </div>
  );
}

/** The commit with its title, as far as it is known. */
export function HistoryCommit({ entry }: { entry: HistoryEntryDetail }) {
  const { commit, revision } = entry;
  return (
    <Text as="span" variant="body-small" className={styles.text}>
      {commit ? (
        <ExternalLink to={commit.url} variant="body-small">
          {commit.title}
        </ExternalLink>
      ) : (
        shortRevision(revision)
      )}
    </Text>
  );
}

/** Who started it. */
export function HistoryStarter({ entry }: { entry: HistoryEntryDetail }) {
  return (
    <Text
      as="span"
      variant="body-small"
      color="secondary"
      className={styles.text}
    >
      {entry.automated ? 'automated' : entry.initiatedBy ?? 'not noted'}
    </Text>
  );
}
