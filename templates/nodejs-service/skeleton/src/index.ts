import { createServer } from 'node:http';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLogger } from './middleware/logging.ts';
import { shutDown } from './shutdown.ts';

const config = readConfig(process.env);
const logger = createLogger(config);
const readiness = { ready: true };

if (!config.authentication) {
  logger.warn(
    config.environment === 'development'
      ? 'no identity provider is configured: requests are not authenticated'
      : 'no identity provider is configured: protected routes answer 401',
  );
}

const server = createServer(createApp({ config, logger, readiness }));
server.listen(config.port, () => {
  logger.info({ port: config.port }, 'listening');
});

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'signal received');
    void shutDown({ server, readiness, logger, limits: config.shutdown }).then(() => {
      process.exitCode = 0;
    });
  });
}
