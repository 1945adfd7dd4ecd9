import { z } from 'zod/v3';

/** One place where a name may already be in use. */
export const nameCheckSchema = z.object({
  system: z.enum(['catalog', 'repository', 'application']),
  status: z.enum(['free', 'taken', 'unknown']),
  /** For people: what was found where, or why nothing could be found out. */
  message: z.string(),
  /** Where to look at what holds the name. */
  url: z.string().optional(),
});

/** Reply of `GET /v1/names/:name/availability`. */
export const nameAvailabilitySchema = z.object({
  name: z.string(),
  /** False as soon as one system holds the name. A system that did not answer leaves it true: see its status. */
  available: z.boolean(),
  checks: z.array(nameCheckSchema),
});

/** An environment as the portal's screens need it. */
export const environmentSummarySchema = z.object({
  name: z.string(),
  cluster: z.string(),
  promoteFrom: z.string().optional(),
  /** How many people have to approve a change, 0 for none. */
  requiredApprovals: z.number().int().nonnegative(),
});

/** Reply of `GET /v1/environments`, in the order of promotion. */
export const environmentsResponseSchema = z.object({
  items: z.array(environmentSummarySchema),
});

export type NameCheck = z.infer<typeof nameCheckSchema>;
export type NameAvailability = z.infer<typeof nameAvailabilitySchema>;
export type EnvironmentSummary = z.infer<typeof environmentSummarySchema>;
export type EnvironmentsResponse = z.infer<typeof environmentsResponseSchema>;
