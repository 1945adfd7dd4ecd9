import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { operationsPermissions } from '@golden-path/plugin-operations-common';
import { operationsExtensionPoint } from '@golden-path/plugin-operations-node';
import { platformConfigServiceRef } from '@golden-path/plugin-platform-node';
import { readOperationsConfig } from './config';
import { createOperations } from './createOperations';
import { openDatabase } from './database/openDatabase';
import { KindRegistry } from './engine/KindRegistry';
import { createRouter } from './router';

/** The write side of everything: plans, approvals, runs, undo, audit. */
export const operationsPlugin = createBackendPlugin({
  pluginId: 'operations',
  register(registry) {
    const kinds = KindRegistry.create();
    registry.registerExtensionPoint(operationsExtensionPoint, {
      addOperations: (...definitions) =>
        definitions.forEach(definition => kinds.add(definition)),
    });
    registry.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        platform: platformConfigServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(services) {
        const { config, database, httpAuth, httpRouter, lifecycle, platform } =
          services;
        services.permissionsRegistry.addPermissions(operationsPermissions);
        const knex = await openDatabase(database);
        const { changes, engine, housekeeping, operations } = createOperations({
          ...services,
          config: readOperationsConfig(
            config,
            platform.environments.map(({ name }) => name),
          ),
          kinds,
          knex,
        });
        httpRouter.use(createRouter({ changes, httpAuth, operations }));
        lifecycle.addStartupHook(() => engine.start());
        lifecycle.addShutdownHook(() => engine.stop());
        await services.scheduler.scheduleTask({
          id: 'housekeeping',
          frequency: { minutes: 1 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 30 },
          fn: () => housekeeping.tidy(),
        });
      },
    });
  },
});
