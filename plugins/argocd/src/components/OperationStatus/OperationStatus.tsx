import { Text } from '@backstage/ui';
import { statusWords, type Operation } from '@golden-path/plugin-argocd-common';
import { Age, StatusWord } from '@golden-path/plugin-platform-react';
import {
  RiCloseCircleFill,
  RiLoader4Line,
  RiStopCircleLine,
} from '@remixicon/react';
import styles from './OperationStatus.module.css';

/** The sync that runs, or the last one where it failed; nothing for one that is done. */
export function OperationStatus({ operation }: { operation: Operation }) {
  const { phase, message, startedAt, finishedAt } = operation;
  const { label, meaning } = statusWords.operation[phase];
  switch (phase) {
    case 'Running':
      return (
        <StatusWord
          icon={RiLoader4Line}
          tone="announcement"
          label={label}
          explanation={starterOf(operation)}
        >
          {startedAt && <Age since={startedAt} />}
        </StatusWord>
      );
    case 'Terminating':
      return (
        <StatusWord
          icon={RiStopCircleLine}
          tone="warning"
          label={label}
          explanation={meaning}
        >
          {startedAt && <Age since={startedAt} />}
        </StatusWord>
      );
    case 'Failed':
    case 'Error':
      return (
        <>
          <StatusWord
            icon={RiCloseCircleFill}
            tone="negative"
            label={label}
            explanation={message ?? meaning}
          >
            {finishedAt && <Age since={finishedAt} />}
          </StatusWord>
          {message && (
            <Text
              as="span"
              variant="body-small"
              color="secondary"
              className={styles.message}
            >
              {message}
            </Text>
          )}
        </>
      );
    default:
      return null;
  }
}

function starterOf({ automated, initiatedBy }: Operation): string {
  if (automated) {
    return 'Argo CD started it by itself, because Git has changed.';
  }
  return initiatedBy ? `Started by ${initiatedBy}.` : 'Started by hand.';
}
