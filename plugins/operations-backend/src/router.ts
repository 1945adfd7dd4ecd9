import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  changeRequestSchema,
  decisionRequestSchema,
  operationRequestSchema,
  planRequestSchema,
  undoRequestSchema,
} from '@golden-path/plugin-operations-common';
import { parseInput, readQuery } from '@golden-path/plugin-platform-node';
import express from 'express';
import Router from 'express-promise-router';
import { answerOutages } from './database/answerOutages';
import { operationPathSchema, operationsRequestSchema } from './requestSchemas';
import { sendOperationEvents } from './sendOperationEvents';
import type { ChangeFeed } from './service/ChangeFeed';
import type {
  CallerOptions,
  OperationsService,
} from './service/OperationsService';

/** Options of {@link createRouter}. */
export interface RouterOptions {
  changes: Pick<ChangeFeed, 'watch'>;
  httpAuth: HttpAuthService;
  operations: OperationsService;
}

interface ChangeRoutesOptions {
  operations: OperationsService;
  callerOf(request: express.Request): Promise<CallerOptions>;
  idOf(request: express.Request): string;
}

/** The REST interface. */
export function createRouter(options: RouterOptions): express.Router {
  const { changes, httpAuth, operations } = options;
  const router = Router();
  router.use(express.json({ limit: '100kb' }));
  const callerOf = async (request: express.Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });
  const idOf = (request: express.Request) =>
    parseInput(operationPathSchema, request.params).id;

  router.get('/v1/kinds', async (request, response) => {
    response.json(await operations.listKinds(await callerOf(request)));
  });

  router.post('/v1/plans', async (request, response) => {
    const caller = await callerOf(request);
    const body = parseInput(planRequestSchema, request.body);
    response.json(await operations.plan(body, caller));
  });

  router.get('/v1/operations', async (request, response) => {
    const caller = await callerOf(request);
    const query = parseInput(operationsRequestSchema, readQuery(request));
    response.json(await operations.list(query, caller));
  });

  router.post('/v1/operations', async (request, response) => {
    const caller = await callerOf(request);
    const body = parseInput(operationRequestSchema, request.body);
    response.status(202).json(await operations.run(body, caller));
  });

  router.get('/v1/operations/:id', async (request, response) => {
    const caller = await callerOf(request);
    response.json(await operations.get(idOf(request), caller));
  });

  router.get('/v1/operations/:id/events', async (request, response) => {
    const caller = await callerOf(request);
    const id = idOf(request);
    await sendOperationEvents(response, {
      changes,
      read: () => operations.get(id, caller),
    });
  });

  addChangeRoutes(router, { operations, callerOf, idOf });
  router.use(answerOutages);
  return router;
}

/** What is done to an operation that exists. */
function addChangeRoutes(
  router: express.Router,
  { operations, callerOf, idOf }: ChangeRoutesOptions,
): void {
  router.post('/v1/operations/:id/decisions', async (request, response) => {
    const caller = await callerOf(request);
    const body = parseInput(decisionRequestSchema, request.body);
    response.json(await operations.decide(idOf(request), body, caller));
  });

  router.post('/v1/operations/:id/cancel', async (request, response) => {
    const caller = await callerOf(request);
    const body = parseInput(changeRequestSchema, request.body ?? {});
    response.json(await operations.cancel(idOf(request), body, caller));
  });

  router.post('/v1/operations/:id/retry', async (request, response) => {
    const caller = await callerOf(request);
    const body = parseInput(changeRequestSchema, request.body ?? {});
    response
      .status(202)
      .json(await operations.retry(idOf(request), body, caller));
  });

  router.post('/v1/operations/:id/undo/plan', async (request, response) => {
    const caller = await callerOf(request);
    response.json(await operations.planUndo(idOf(request), caller));
  });

  router.post('/v1/operations/:id/undo', async (request, response) => {
    const caller = await callerOf(request);
    const body = parseInput(undoRequestSchema, request.body);
    response
      .status(202)
      .json(await operations.undo(idOf(request), body, caller));
  });
}
