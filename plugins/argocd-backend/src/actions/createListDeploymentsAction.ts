import {
  fleetQuerySchema,
  healthStatusSchema,
  sourceSchema,
  syncStatusSchema,
} from '@golden-path/plugin-argocd-common';
import { z } from 'zod/v3';
import { parseInput } from '@golden-path/plugin-platform-node';
import type { ActionOptions } from './ActionOptions';
import {
  deploymentSummarySchema,
  summarizeDeployment,
} from './deploymentSummary';
import { entityRefInput, readEntityRef } from './entityRefInput';

const inputSchema = z.object({
  entityRef: entityRefInput
    .optional()
    .describe(
      'Only the deployments of this catalog entity, for example component:default/order-service. Without it: of all entities that you may see.',
    ),
  owner: z
    .array(z.string())
    .optional()
    .describe(
      'Only what these groups or users own, for example group:default/team-orders.',
    ),
  environment: z
    .array(z.string())
    .optional()
    .describe('Only these environments, for example production.'),
  health: z.array(healthStatusSchema).optional().describe('Only this health.'),
  sync: z.array(syncStatusSchema).optional().describe('Only this sync state.'),
  text: z
    .string()
    .optional()
    .describe('Part of the name of a service, an application or a version.'),
  needsAttention: z
    .boolean()
    .optional()
    .describe('Only what is not as it should be, the worst first.'),
  limit: z
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('How many at most; 50 if not given.'),
  cursor: z
    .string()
    .optional()
    .describe('The nextCursor of the answer before, for more.'),
});

const outputSchema = z.object({
  items: z.array(
    deploymentSummarySchema.extend({
      problem: z
        .string()
        .optional()
        .describe('What is wrong, in a few words; absent when nothing is.'),
    }),
  ),
  totalItems: z.number().describe('How many there are on all pages.'),
  nextCursor: z.string().optional().describe('Absent on the last page.'),
  sources: z
    .array(sourceSchema)
    .describe('How fresh the data is; what is not live may be outdated.'),
});

/** Registers the action `list-deployments`. */
export function createListDeploymentsAction(options: ActionOptions): void {
  const { actionsRegistry, deployments } = options;
  actionsRegistry.register({
    name: 'list-deployments',
    title: 'List deployments',
    description: `Tells which version of a service runs in which environment, whether it is healthy and whether it is in sync with Git, from Argo CD.

Use it for questions such as "what runs in production?", "which of our services are unhealthy?" or "where is v1.9.0?". It changes nothing. For the reason of a problem use explain-deployment.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: { input: () => inputSchema, output: () => outputSchema },
    examples: [
      {
        title: 'What runs where of one service',
        input: { entityRef: 'component:default/order-service' },
      },
      {
        title: 'What of my team needs attention in production',
        input: {
          owner: ['group:default/team-orders'],
          environment: ['production'],
          needsAttention: true,
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const { entityRef, ...filters } = input;
      const query = parseInput(fleetQuerySchema, {
        ...filters,
        orderBy: filters.needsAttention ? 'attention' : 'name',
      });
      const page = await deployments.listDeployments(
        entityRef ? { ...query, entityRef: readEntityRef(entityRef) } : query,
        { credentials },
      );
      return {
        output: {
          items: page.items.map(item => ({
            ...summarizeDeployment(item.entityRef, item),
            problem: item.problem,
          })),
          totalItems: page.totalItems,
          nextCursor: page.nextCursor,
          sources: page.sources,
        },
      };
    },
  });
}
