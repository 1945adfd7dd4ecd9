import {
  abilitySchema,
  approvalRequirementSchema,
  blockerSchema,
  changeRequestSchema,
  changeSchema,
  decisionRequestSchema,
  decisionSchema,
  kindSchema,
  kindsResponseSchema,
  linkSchema,
  operationRequestSchema,
  operationSchema,
  operationsDecisionCreatePermission,
  operationsOperationReadPermission,
  operationsResponseSchema,
  operationSummarySchema,
  phaseSchema,
  planCommitsSchema,
  planFileSchema,
  planPhaseSchema,
  planRequestSchema,
  planSchema,
  targetSchema,
  undoRequestSchema,
} from '@golden-path/plugin-operations-common';
import {
  createOpenApiDocument,
  type OpenApiDocument,
  type RouteDescription,
} from '@golden-path/plugin-platform-node';
import {
  operationPathSchema,
  operationsParametersSchema,
} from './requestSchemas';

const readPermission = operationsOperationReadPermission.name;
const decidePermission = operationsDecisionCreatePermission.name;

/** Each kind of operation names a permission of its own plugin. */
const kindPermission = 'the permission of the kind';

const tooLarge = {
  413: 'The body is larger than 100 kB.',
};

const changed =
  'The world is not what the plan was made for any more, or another operation holds the target; the message says who and since when.';

const keyUsed =
  'The idempotency key was used for another request in the last 24 hours.';

const accepted = {
  status: 202,
  description:
    'It runs, or waits for approval. A repeated request has the same answer and no second effect.',
  schema: operationSchema,
};

const planned = {
  status: 200,
  description: 'What would be done. Nothing was changed.',
  schema: planSchema,
};

const reads: RouteDescription[] = [
  {
    method: 'get',
    path: '/v1/kinds',
    operationId: 'listKinds',
    summary: 'The kinds of operations that this portal knows',
    permission: 'none: everyone who is signed in',
    response: {
      status: 200,
      description: 'Each kind with the JSON schema of its input.',
      schema: kindsResponseSchema,
    },
  },
  {
    method: 'post',
    path: '/v1/plans',
    operationId: 'planOperation',
    summary: 'What an operation would do',
    description: 'It reads, and changes nothing.',
    permission: kindPermission,
    body: planRequestSchema,
    response: planned,
    failures: tooLarge,
  },
  {
    method: 'get',
    path: '/v1/operations',
    operationId: 'listOperations',
    summary:
      'A page of the operations that the caller may see, the latest first',
    description:
      'Parameters that may have several values are repeated. Everything that is given has to hold.',
    permission: readPermission,
    query: operationsParametersSchema,
    response: {
      status: 200,
      description: 'One page. There are more as long as it has a cursor.',
      schema: operationsResponseSchema,
    },
  },
  {
    method: 'get',
    path: '/v1/operations/{id}',
    operationId: 'getOperation',
    summary: 'One operation with its plan, phases and decisions',
    permission: readPermission,
    parameters: operationPathSchema,
    response: {
      status: 200,
      description: 'Everything about it, and what the caller may do with it.',
      schema: operationSchema,
    },
  },
  {
    method: 'get',
    path: '/v1/operations/{id}/events',
    operationId: 'followOperation',
    summary: 'One operation, whenever it changes',
    description:
      'Ends when the operation is over, and after 10 minutes at the latest: ask again then.',
    permission: readPermission,
    parameters: operationPathSchema,
    response: {
      status: 200,
      description:
        'Server-sent events of the name `operation`, each with the whole operation as `GET /v1/operations/{id}` has it.',
      mediaType: 'text/event-stream',
    },
  },
];

const writes: RouteDescription[] = [
  {
    method: 'post',
    path: '/v1/operations',
    operationId: 'runOperation',
    summary: 'Ask for an operation that was planned',
    description:
      'It runs at once, or when it is approved. The plan is made again and has to have the same hash.',
    permission: kindPermission,
    body: operationRequestSchema,
    response: accepted,
    failures: { ...tooLarge, 409: changed, 422: keyUsed },
  },
  {
    method: 'post',
    path: '/v1/operations/{id}/decisions',
    operationId: 'decideOperation',
    summary: 'Approve or deny what waits',
    description:
      'For the approvers that the plan names, but never for who asked. The plan is made again: a changed one has to be looked at anew.',
    permission: decidePermission,
    parameters: operationPathSchema,
    body: decisionRequestSchema,
    response: {
      status: 200,
      description: 'The operation after the decision.',
      schema: operationSchema,
    },
    failures: {
      ...tooLarge,
      409: 'It does not wait any more, the plan has changed, or the caller has decided already.',
    },
  },
  {
    method: 'post',
    path: '/v1/operations/{id}/cancel',
    operationId: 'cancelOperation',
    summary: 'Stop an operation where it stands',
    description:
      'What is done stays done. For who asked, and for who may ask for the same.',
    permission: kindPermission,
    parameters: operationPathSchema,
    body: changeRequestSchema,
    response: {
      status: 200,
      description: 'The operation; it may take a moment to stop.',
      schema: operationSchema,
    },
    failures: { ...tooLarge, 409: 'It is over.' },
  },
  {
    method: 'post',
    path: '/v1/operations/{id}/retry',
    operationId: 'retryOperation',
    summary: 'Go on with the phase that failed',
    permission: kindPermission,
    parameters: operationPathSchema,
    body: changeRequestSchema,
    response: { ...accepted, description: 'It runs again.' },
    failures: {
      ...tooLarge,
      409: 'It did not fail, or another operation holds the target.',
    },
  },
  {
    method: 'post',
    path: '/v1/operations/{id}/undo/plan',
    operationId: 'planUndo',
    summary: 'What undoing an operation would do',
    description: 'It reads, and changes nothing.',
    permission: kindPermission,
    parameters: operationPathSchema,
    response: planned,
    failures: { 409: 'There is nothing to undo, or it was undone already.' },
  },
  {
    method: 'post',
    path: '/v1/operations/{id}/undo',
    operationId: 'undoOperation',
    summary: 'Undo what an operation did, by an operation of its own',
    permission: kindPermission,
    parameters: operationPathSchema,
    body: undoRequestSchema,
    response: accepted,
    failures: { ...tooLarge, 409: changed, 422: keyUsed },
  },
];

/** What the REST interface of this plugin answers, made from the schemas that check it. */
export const openApiDocument: OpenApiDocument = createOpenApiDocument({
  pluginId: 'operations',
  title: 'Operations',
  description:
    'Everything that changes something outside the portal: plan, approve, run, follow, undo. With the rights of the caller.',
  version: '1',
  routes: [...reads, ...writes],
  schemas: {
    Ability: abilitySchema,
    ApprovalRequirement: approvalRequirementSchema,
    Blocker: blockerSchema,
    ChangeRequest: changeRequestSchema,
    Decision: decisionSchema,
    DecisionRequest: decisionRequestSchema,
    Kind: kindSchema,
    KindsResponse: kindsResponseSchema,
    Link: linkSchema,
    Operation: operationSchema,
    OperationRequest: operationRequestSchema,
    OperationSummary: operationSummarySchema,
    OperationsResponse: operationsResponseSchema,
    Phase: phaseSchema,
    Plan: planSchema,
    PlanChange: changeSchema,
    PlanCommits: planCommitsSchema,
    PlanFile: planFileSchema,
    PlanPhase: planPhaseSchema,
    PlanRequest: planRequestSchema,
    Target: targetSchema,
    UndoRequest: undoRequestSchema,
  },
});
