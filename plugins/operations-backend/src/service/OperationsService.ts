import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  KindsResponse,
  Operation,
  OperationsResponse,
  ParsedChangeRequest,
  ParsedDecisionRequest,
  ParsedOperationRequest,
  ParsedOperationsQuery,
  ParsedPlanRequest,
  ParsedUndoRequest,
  Plan,
} from '@golden-path/plugin-operations-common';

/** On whose behalf something is asked. */
export interface CallerOptions {
  readonly credentials: BackstageCredentials;
}

/** Everything that changes something outside the portal. */
export interface OperationsService {
  listKinds(options: CallerOptions): Promise<KindsResponse>;
  plan(request: ParsedPlanRequest, options: CallerOptions): Promise<Plan>;
  run(
    request: ParsedOperationRequest,
    options: CallerOptions,
  ): Promise<Operation>;
  list(
    query: ParsedOperationsQuery,
    options: CallerOptions,
  ): Promise<OperationsResponse>;
  /** Throws a `NotFoundError` also where the caller may not see it. */
  get(id: string, options: CallerOptions): Promise<Operation>;
  decide(
    id: string,
    request: ParsedDecisionRequest,
    options: CallerOptions,
  ): Promise<Operation>;
  cancel(
    id: string,
    request: ParsedChangeRequest,
    options: CallerOptions,
  ): Promise<Operation>;
  retry(
    id: string,
    request: ParsedChangeRequest,
    options: CallerOptions,
  ): Promise<Operation>;
  planUndo(id: string, options: CallerOptions): Promise<Plan>;
  undo(
    id: string,
    request: ParsedUndoRequest,
    options: CallerOptions,
  ): Promise<Operation>;
}
