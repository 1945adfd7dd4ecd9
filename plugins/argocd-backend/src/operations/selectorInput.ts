import { z } from 'zod/v3';

/** The fields by which all of these operations choose among the applications of an entity. */
export const selectorInput = {
  application: z
    .string()
    .min(1)
    .max(600)
    .optional()
    .describe(
      'Which application, where the environment has several: its name, or <instance>/<namespace>/<name>',
    ),
};

/** The environment, where an application says as much. */
export const optionalEnvironment = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .describe('A name from platform.environments');

/** The environment, where it is needed. */
export const requiredEnvironment = z
  .string()
  .min(1)
  .max(100)
  .describe('A name from platform.environments');
