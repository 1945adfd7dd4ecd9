import { ConflictError } from '@backstage/errors';
import type { LiveOperation } from './LiveApplication';

const underWay: readonly LiveOperation['state'][] = [
  'requested',
  'running',
  'terminating',
];

/** Whether an operation is still going on. */
export function isUnderWay(operation: LiveOperation | undefined): boolean {
  return operation !== undefined && underWay.includes(operation.state);
}

/**
 * Whether what was asked for by this operation of the portal is under way or done. What has failed is asked for anew:
 * somebody repeats it.
 */
export function isOwnOperation(
  operation: LiveOperation | undefined,
  operationId: string,
): boolean {
  return operation?.operationId === operationId && operation.state !== 'failed';
}

/** Refuses to get in the way of somebody else's operation. */
export function refuseForeignOperation(
  name: string,
  operation: LiveOperation | undefined,
): void {
  if (operation && isUnderWay(operation)) {
    throw new ConflictError(
      `${describeOperation(
        operation,
      )} on the application ${name}: wait until it has ended, or stop it.`,
    );
  }
}

/** Who started an operation and when, as the beginning of a sentence. */
export function describeOperation(operation: LiveOperation): string {
  const { automated, initiatedBy, startedAt } = operation;
  const who = automated ? ' of Argo CD itself' : '';
  const by = initiatedBy && !automated ? ` started by ${initiatedBy}` : '';
  const since = startedAt ? ` since ${startedAt}` : '';
  return `A sync${who}${by} is running${since}`;
}
