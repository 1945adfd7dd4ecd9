import { statusWords, type Operation } from '@golden-path/plugin-argocd-common';
import { Age } from '@golden-path/plugin-platform-react';

/** How the last sync went, when, by whom, and what Argo CD said about it. */
export function OperationFact({ operation }: { operation: Operation }) {
  const { phase, message, startedAt, finishedAt, automated, initiatedBy } =
    operation;
  const time = finishedAt ?? startedAt;
  const starter = automated ? 'automated' : initiatedBy && `by ${initiatedBy}`;
  return (
    <>
      {statusWords.operation[phase].label}
      {time && (
        <>
          {' '}
          <Age since={time} suffix=" ago" />
        </>
      )}
      {starter && `, ${starter}`}
      {message && `: ${message}`}
    </>
  );
}
