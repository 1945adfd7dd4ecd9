import { z } from 'zod';

/** Where this process runs. The overlay of each environment sets it. */
export const environments = ['development', 'staging', 'production'] as const;

const port = z.coerce.number().int().min(1).max(65535);
const milliseconds = z.coerce.number().int().min(0).max(60_000);

const configSchema = z
  .object({
    SERVICE_NAME: z.string().min(1),
    ENVIRONMENT: z.enum(environments),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info'),
    PORT: port.default(3000),
    AUTH_ISSUER: z.url().optional(),
    AUTH_AUDIENCE: z.string().min(1).optional(),
    SHUTDOWN_DRAIN_MS: milliseconds.default(5_000),
    SHUTDOWN_TIMEOUT_MS: milliseconds.default(20_000),
  })
  .refine(
    value => (value.AUTH_ISSUER === undefined) === (value.AUTH_AUDIENCE === undefined),
    {
      message: 'set AUTH_ISSUER and AUTH_AUDIENCE together, or neither',
      path: ['AUTH_AUDIENCE'],
    },
  );

/** Everything that can be set from outside, read and checked once. */
export interface Config {
  readonly serviceName: string;
  readonly environment: (typeof environments)[number];
  readonly logLevel: string;
  readonly port: number;
  /** Absent when no identity provider is configured. */
  readonly authentication?: { readonly issuer: string; readonly audience: string };
  readonly shutdown: { readonly drainMs: number; readonly timeoutMs: number };
}

/**
 * Reads the configuration from environment variables.
 *
 * All problems are reported together, each naming its variable, so that a
 * wrong deployment fails at start and says everything that is wrong.
 */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const result = configSchema.safeParse(variables);
  if (!result.success) {
    const problems = result.error.issues.map(
      issue => `  ${issue.path.join('.')}: ${issue.message}`,
    );
    throw new Error(`The configuration is not valid:\n${problems.join('\n')}`);
  }
  const value = result.data;
  return {
    serviceName: value.SERVICE_NAME,
    environment: value.ENVIRONMENT,
    logLevel: value.LOG_LEVEL,
    port: value.PORT,
    ...(value.AUTH_ISSUER !== undefined && value.AUTH_AUDIENCE !== undefined
      ? { authentication: { issuer: value.AUTH_ISSUER, audience: value.AUTH_AUDIENCE } }
      : {}),
    shutdown: { drainMs: value.SHUTDOWN_DRAIN_MS, timeoutMs: value.SHUTDOWN_TIMEOUT_MS },
  };
}
