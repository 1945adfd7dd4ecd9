import type { Express } from 'express';
import type { JWTVerifyGetKey } from 'jose';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/middleware/logging.ts';
import type { Readiness } from '../src/routes/health.ts';

/** An application under test, with the log lines that it wrote. */
export interface StartedApp {
  readonly app: Express;
  readonly readiness: Readiness;
  readonly logLines: string[];
}

/** Makes the application as `index.ts` does, but logs to memory and listens nowhere. */
export function startApp(
  variables: NodeJS.ProcessEnv = {},
  keys?: JWTVerifyGetKey,
): StartedApp {
  const logLines: string[] = [];
  const config = readConfig({
    SERVICE_NAME: 'service-under-test',
    ENVIRONMENT: 'development',
    ...variables,
  });
  const logger = createLogger(config, {
    write: line => {
      logLines.push(line);
    },
  });
  const readiness = { ready: true };
  const app = createApp({ config, logger, readiness, ...(keys ? { keys } : {}) });
  return { app, readiness, logLines };
}
