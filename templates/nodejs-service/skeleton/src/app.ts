import express, { type ErrorRequestHandler, type Express } from 'express';
import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import type { Config } from './config.ts';
import { createAuthentication } from './middleware/auth.ts';
import { createRequestLogging } from './middleware/logging.ts';
import { createMetrics } from './middleware/metrics.ts';
import { createHealthRouter, type Readiness } from './routes/health.ts';
import { createOrdersRouter } from './routes/orders-example.ts';

/** What the application is made of; tests pass their own parts. */
export interface AppOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly readiness: Readiness;
  /** The keys that access tokens are signed with; the issuer's by default. */
  readonly keys?: JWTVerifyGetKey;
}

/** Puts routes and middleware together, without listening on a port. */
export function createApp({ config, logger, readiness, keys }: AppOptions): Express {
  const metrics = createMetrics(config.serviceName);
  const app = express();
  app.disable('x-powered-by');
  app.use(createRequestLogging(logger));
  app.use(metrics.middleware);
  app.use('/health', createHealthRouter(readiness));
  app.get('/metrics', metrics.endpoint);
  app.use(
    '/api/orders',
    createAuthentication(config, keys),
    express.json({ limit: '100kb' }),
    createOrdersRouter(),
  );
  app.use((request, response) => {
    response.status(404).json({ error: `There is no ${request.method} ${request.path}` });
  });
  app.use(answerErrors);
  return app;
}

const answerErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  if (error instanceof ZodError) {
    const problems = error.issues.map(issue => ({
      path: issue.path.join('.'),
      message: issue.message,
    }));
    response.status(400).json({ error: 'The request is not valid', problems });
    return;
  }
  const status = clientErrorStatus(error);
  if (status !== undefined) {
    response.status(status).json({ error: 'The request cannot be read' });
    return;
  }
  // The reader of the answer gets no detail; the log has it, under the same id.
  request.log.error({ err: error }, 'request failed');
  response.status(500).json({ error: 'Something went wrong', requestId: request.id });
};

function clientErrorStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
