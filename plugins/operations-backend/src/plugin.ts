import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { operationsPermissions } from '@golden-path/plugin-operations-common';
import { operationsExtensionPoint } from '@golden-path/plugin-operations-node';
import { platformConfigServiceRef } from '@golden-path/plugin-platform-node';
import { setTimeout as delay } from 'node:timers/promises';
import { createOperationActions } from './actions/createOperationActions';
import { readOperationsConfig } from './config';
import { createOperations } from './createOperations';
import { openDatabase } from './database/openDatabase';
import { KindRegistry } from './engine/KindRegistry';
import { operationsReadinessServiceRef } from './health/operationsReadinessServiceRef';
import { createRouter } from './router';
import { scheduleHousekeeping } from './service/scheduleHousekeeping';

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
        actionsRegistry: actionsRegistryServiceRef,
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
        readiness: operationsReadinessServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(services) {
        const { config, httpAuth, httpRouter, lifecycle, platform } = services;
        services.permissionsRegistry.addPermissions(operationsPermissions);
        const environments = platform.environments.map(({ name }) => name);
        const knex = await openDatabase(services.database);
        const { changes, engine, housekeeping, operations } = createOperations({
          ...services,
          config: readOperationsConfig(config, environments),
          kinds,
          knex,
        });
        httpRouter.use(createRouter({ changes, httpAuth, operations }));
        const portalUrl = config.getOptionalString('app.baseUrl');
        createOperationActions({ ...services, kinds, operations, portalUrl });
        services.readiness.watch(() => engine.problem);
        // While the other plugins start; what cannot be launched must not hold up the start.
        const launched = engine.start();
        lifecycle.addStartupHook(() =>
          Promise.race([launched, delay(10_000, undefined, { ref: false })]),
        );
        // Before the connections to the database are closed.
        lifecycle.addBeforeShutdownHook(() => engine.stop());
        await scheduleHousekeeping(services.scheduler, housekeeping);
      },
    });
  },
});
