import type { Plan } from './planSchema';
import type {
  ChangeRequest,
  DecisionRequest,
  OperationRequest,
  OperationsQuery,
  PlanRequest,
  UndoRequest,
} from './requestSchema';
import type { KindsResponse, Operation, OperationsResponse } from './schema';

/** On whose behalf, and until when, something is asked. In a browser, the session says who. */
export interface OperationsRequestOptions {
  /** A Backstage token. */
  readonly token?: string;
  readonly signal?: AbortSignal;
}

/** Everything that changes something outside the portal, with the rights of the caller. */
export interface OperationsApi {
  /** The kinds of operations that this portal knows. */
  listKinds(options?: OperationsRequestOptions): Promise<KindsResponse>;

  /** What an operation would do. Changes nothing. */
  plan(request: PlanRequest, options?: OperationsRequestOptions): Promise<Plan>;

  /**
   * Asks for an operation: it runs at once, or when it is approved. Rejects with a `ConflictError` where the world is no
   * longer what the plan was made for, or where another operation holds the target.
   */
  run(
    request: OperationRequest,
    options?: OperationsRequestOptions,
  ): Promise<Operation>;

  /** The operations that the caller may see, the latest first. */
  list(
    query?: OperationsQuery,
    options?: OperationsRequestOptions,
  ): Promise<OperationsResponse>;

  get(id: string, options?: OperationsRequestOptions): Promise<Operation>;

  /** The operation whenever it changes, until it ends or the signal aborts; the present state comes first. */
  follow(
    id: string,
    options?: OperationsRequestOptions,
  ): AsyncGenerator<Operation, void, undefined>;

  /** Approves or denies what waits. */
  decide(
    id: string,
    request: DecisionRequest,
    options?: OperationsRequestOptions,
  ): Promise<Operation>;

  /** Stops an operation where it stands; what is done stays done. */
  cancel(
    id: string,
    request?: ChangeRequest,
    options?: OperationsRequestOptions,
  ): Promise<Operation>;

  /** Goes on with the phase that failed. */
  retry(
    id: string,
    request?: ChangeRequest,
    options?: OperationsRequestOptions,
  ): Promise<Operation>;

  /** What undoing an operation would do. Changes nothing. */
  planUndo(id: string, options?: OperationsRequestOptions): Promise<Plan>;

  /** Undoes what an operation did, by an operation of its own, which is returned. */
  undo(
    id: string,
    request: UndoRequest,
    options?: OperationsRequestOptions,
  ): Promise<Operation>;
}
