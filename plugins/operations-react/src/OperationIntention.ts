import type {
  Operation,
  OperationsApi,
  OperationsRequestOptions,
  Plan,
  PlanRequest,
  UndoRequest,
} from '@golden-path/plugin-operations-common';

/** What a person is about to do: something new, or the undoing of something that was done. */
export type OperationIntention =
  | { type: 'run'; kind: string; entityRef?: string; ownerRef?: string }
  | { type: 'undo'; id: string };

/** Values that the kind of an operation asks for. */
export type OperationInput = Record<string, unknown>;

/** What would happen. */
export function planIntention(
  api: OperationsApi,
  request: { intention: OperationIntention; input: OperationInput },
  options: OperationsRequestOptions,
): Promise<Plan> {
  const { intention, input } = request;
  return intention.type === 'undo'
    ? api.planUndo(intention.id, options)
    : api.plan(planRequestOf(intention, input), options);
}

/** Makes it happen. */
export function runIntention(
  api: OperationsApi,
  request: { intention: OperationIntention; input: OperationInput },
  consent: UndoRequest,
): Promise<Operation> {
  const { intention, input } = request;
  return intention.type === 'undo'
    ? api.undo(intention.id, consent)
    : api.run({ ...planRequestOf(intention, input), ...consent });
}

function planRequestOf(
  { kind, entityRef, ownerRef }: Extract<OperationIntention, { type: 'run' }>,
  input: OperationInput,
): PlanRequest {
  return { kind, entityRef, ownerRef, input };
}
