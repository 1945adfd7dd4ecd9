/**
 * A portal with nothing but what operations of Argo CD need, for tests that kill it: the plugins and everything below
 * them are real; who calls, what they may do and what the catalog knows is given. It loads, waits until it is told to
 * start, and then tells its port.
 */
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import argocdFeatures from '@golden-path/plugin-argocd-backend';
import operationsPlugin from '@golden-path/plugin-operations-backend';
import type { PortalMessage, PortalSettings } from './portalMessages.mts';

function tell(message: PortalMessage): void {
  process.send?.(message);
}

async function start({ config, entities }: PortalSettings): Promise<void> {
  const backend = await startTestBackend({
    features: [
      operationsPlugin,
      argocdFeatures,
      mockServices.rootConfig.factory({ data: config }),
      mockServices.database.factory(),
      mockServices.rootLogger.factory({
        level: process.env.CRASH_LOG ? 'debug' : 'none',
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogServiceMock({ entities }),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ async send() {} }),
      }),
    ],
  });
  const address = backend.server.address();
  if (typeof address === 'object' && address) {
    tell({ type: 'ready', port: address.port });
  }
}

process.once('message', (settings: PortalSettings) => {
  start(settings).catch(error => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  });
});
// Nobody is there to kill it any more.
process.once('disconnect', () => process.exit());
tell({ type: 'loaded' });
