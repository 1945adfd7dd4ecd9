/** The right of a process to run an operation. */
export interface Lease {
  readonly operationId: string;
  readonly executorId: string;
  readonly epoch: number;
}

/**
 * Never settles. A process that has lost an operation must neither go on with it nor report an outcome: another one is
 * at it. To fail here would tell the engine that the operation has ended.
 */
export function waitForever(): Promise<never> {
  return new Promise(() => {});
}
