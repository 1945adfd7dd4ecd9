import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  Link,
  OperationStatus,
  OperationTarget,
  PhaseStatus,
  Plan,
  Risk,
  Surface,
} from '@golden-path/plugin-operations-common';

/** A row of the table `operations`, with the names of the code. */
export interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly title: string;
  readonly risk: Risk;
  readonly entityRef: string | null;
  readonly ownerRef: string | null;
  readonly targetKey: string;
  readonly target: OperationTarget;
  readonly environment: string | null;
  readonly status: OperationStatus;
  readonly requestedBy: string;
  readonly surface: Surface;
  readonly reason: string | null;
  readonly brokeFreeze: boolean;
  readonly idempotencyKey: string | null;
  /** Tells a repeated request from another one with the same key. */
  readonly requestHash: string;
  readonly input: JsonObject;
  readonly plan: Plan;
  readonly details: JsonObject;
  readonly planHash: string;
  readonly result: { message: string; links: Link[] } | null;
  readonly problem: string | null;
  readonly undoes: string | null;
  readonly round: number;
  readonly attempt: number;
  readonly cancelledBy: string | null;
  readonly executorId: string | null;
  readonly epoch: number;
  readonly revision: number;
  readonly requestedAt: Date;
  readonly expiresAt: Date | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** A row of the table `operation_phases`. */
export interface PhaseRow {
  readonly operationId: string;
  readonly position: number;
  readonly name: string;
  readonly title: string;
  readonly status: PhaseStatus;
  readonly message: string | null;
  readonly links: Link[];
  readonly output: JsonValue | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** A row of the table `operation_decisions`. */
export interface DecisionRow {
  readonly operationId: string;
  readonly round: number;
  readonly decidedBy: string;
  readonly decision: 'approve' | 'deny';
  readonly reason: string | null;
  readonly surface: Surface;
  readonly decidedAt: Date;
}

/** What a run needs of an operation. */
export interface RunnableOperation {
  readonly row: OperationRow;
  readonly phases: readonly PhaseRow[];
}

/** An operation with all that belongs to it. */
export interface StoredOperation extends RunnableOperation {
  readonly decisions: readonly DecisionRow[];
  /** The id of the operation that undoes it, unless that came to nothing. */
  readonly undoneBy?: string;
}
