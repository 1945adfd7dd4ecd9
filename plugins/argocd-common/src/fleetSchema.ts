import { z } from 'zod/v3';
import {
  deploymentSchema,
  healthStatusSchema,
  sourceSchema,
  syncStatusSchema,
} from './schema';

/** How many deployments one page of the fleet holds at most. */
export const maximumFleetPageSize = 100;

/** The environment filter of what is in none. */
export const noEnvironment = 'none';

/** Which deployments of all services are asked for; everything that is given has to hold. */
export const fleetQuerySchema = z.object({
  /** Only the deployments of this entity. */
  entityRef: z.string().max(200).optional(),
  /** Entity references of owners: one of them has to own the service. */
  owner: z.array(z.string().max(200)).max(200).default([]),
  /** Names of environments, or {@link noEnvironment}. */
  environment: z.array(z.string().max(63)).max(50).default([]),
  sync: z.array(syncStatusSchema).default([]),
  health: z.array(healthStatusSchema).default([]),
  /** Part of the name of the service, of its title, of the application, of its project or of its version. */
  text: z.string().trim().max(200).default(''),
  /** Only what is not healthy, paused, out of sync or failed, and confirmed. */
  needsAttention: z.boolean().default(false),
  /** `attention` shows first what needs it most, `name` sorts by service and environment. */
  orderBy: z.enum(['name', 'attention']).default('name'),
  limit: z.number().int().min(1).max(maximumFleetPageSize).default(50),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(1000).optional(),
});

/** One row of the fleet: the fields that a table needs. */
export const fleetDeploymentSchema = deploymentSchema
  .omit({ history: true, resources: true, conditions: true })
  .extend({
    entityRef: z.string(),
    /** The title of the service; absent where it has none. */
    entityTitle: z.string().optional(),
    /** Entity references of its owners. */
    ownerRefs: z.array(z.string()),
    /** In a few words what is wrong; absent when nothing is. */
    problem: z.string().optional(),
  });

/** The answer of `GET /v1/deployments`. */
export const fleetResponseSchema = z.object({
  items: z.array(fleetDeploymentSchema),
  /** How many deployments the filters let through, on all pages. */
  totalItems: z.number().int(),
  /** Absent on the last page. */
  nextCursor: z.string().optional(),
  /** How many of the deployments that the filters let through are in which health. */
  healthCounts: z.record(healthStatusSchema, z.number().int()),
  sources: z.array(sourceSchema),
  changeKey: z.string().optional(),
});

/** See {@link fleetQuerySchema}, as a caller writes it. */
export type FleetQuery = z.input<typeof fleetQuerySchema>;
/** See {@link fleetQuerySchema}, with everything filled in. */
export type ParsedFleetQuery = z.output<typeof fleetQuerySchema>;
/** See {@link fleetDeploymentSchema}. */
export type FleetDeployment = z.infer<typeof fleetDeploymentSchema>;
/** See {@link fleetResponseSchema}. */
export type FleetResponse = z.infer<typeof fleetResponseSchema>;
