import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  createTemplateAction,
  type ActionContext,
} from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type {
  Operation,
  OperationsApi,
} from '@golden-path/plugin-operations-common';
import type { z as zod } from 'zod/v3';
import { OperationRuns } from '../service/OperationRuns';
import { examples } from './createOperationRunAction.examples';

type Zod = typeof zod;

const input = {
  kind: (z: Zod) =>
    z.string().describe('The kind of operation, for example deploy or promote'),
  entityRef: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'The entity that it is done to, for example component:default/order-service',
      ),
  ownerRef: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Instead, for what makes something new: the group that will own it',
      ),
  input: (z: Zod) =>
    z
      .record(z.unknown())
      .optional()
      .describe('What the kind asks for, for example { environment: staging }'),
  reason: (z: Zod) =>
    z
      .string()
      .max(1000)
      .optional()
      .describe('Why; approvers read it, and it is kept'),
  wait: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'Whether to wait until it is done, its approval included, and to fail when it fails; true by default',
      ),
  timeoutMinutes: (z: Zod) =>
    z
      .number()
      .positive()
      .max(24 * 60)
      .optional()
      .describe('How long to wait at most; 60 by default'),
};

const output = {
  operationId: (z: Zod) => z.string().describe('The id of the operation'),
  status: (z: Zod) =>
    z.string().describe('How it stands, for example succeeded or waiting'),
  url: (z: Zod) => z.string().describe('Its page in the portal'),
  message: (z: Zod) => z.string().describe('What came of it'),
  links: (z: Zod) =>
    z
      .array(z.object({ title: z.string(), url: z.string() }))
      .describe('Pages elsewhere, for example the commit'),
};

/** Options of {@link createOperationRunAction}. */
export interface OperationRunActionOptions {
  readonly auth: AuthService;
  readonly operations: OperationsApi;
  /** Where people open the portal. */
  readonly appUrl: string;
  /** How to wait before a stream is opened again; replaced in tests. */
  readonly delay?: (signal: AbortSignal) => Promise<void>;
}

/** The action `operation:run`: plans an operation, asks for it on behalf of who started the task, and waits for it. */
export function createOperationRunAction(options: OperationRunActionOptions) {
  const runs = OperationRuns.create(options);
  return createTemplateAction({
    id: 'operation:run',
    description:
      'Does something outside the portal, as an operation: planned, approved where that is needed, and undone where that is possible. A dry run shows the plan. Whoever starts the template needs the right to it',
    supportsDryRun: true,
    examples,
    schema: { input, output },
    async handler(ctx) {
      const { kind, entityRef, ownerRef, reason } = ctx.input;
      const run = {
        // It comes from a template, which is YAML.
        request: toJson({ kind, entityRef, ownerRef, input: ctx.input.input }),
        reason,
        timeoutMinutes: ctx.input.timeoutMinutes ?? 60,
      };
      const plan = await runs.plan(ctx, run);
      if (ctx.isDryRun) {
        return;
      }
      const { id, status } = await runs.start(ctx, { ...run, plan });
      ctx.output('operationId', id);
      ctx.output('url', runs.urlOf(id));
      ctx.output('status', status);
      if (ctx.input.wait ?? true) {
        tell(ctx, await runs.wait(ctx, { ...run, id }));
      }
    },
  });
}

function tell(
  ctx: Pick<ActionContext<JsonObject>, 'output'>,
  { status, result }: Operation,
): void {
  ctx.output('status', status);
  ctx.output('message', result?.message ?? '');
  ctx.output('links', result?.links ?? []);
}

function toJson(value: Record<string, unknown>): JsonObject {
  try {
    return JSON.parse(JSON.stringify(value)) as JsonObject;
  } catch (error) {
    throw new InputError('The input of the operation is no JSON', error);
  }
}
