import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { operationsReadinessServiceRef } from './operationsReadinessServiceRef';

/**
 * The health of the process, with the engine for operations in its readiness: a replica that cannot run what it accepts
 * gets no requests. It takes the place of Backstage's own, which does the same but for the engine, see
 * https://backstage.io/docs/backend-system/core-services/root-health. Whether the process lives does not depend on it.
 */
export const operationsHealth = createServiceFactory({
  service: coreServices.rootHealth,
  deps: {
    lifecycle: coreServices.rootLifecycle,
    operations: operationsReadinessServiceRef,
  },
  factory({ lifecycle, operations }) {
    let problem: string | undefined = 'Backend has not started yet';
    lifecycle.addStartupHook(() => {
      problem = undefined;
    });
    lifecycle.addBeforeShutdownHook(() => {
      problem = 'Backend is shutting down';
    });
    return {
      async getLiveness() {
        return { status: 200, payload: { status: 'ok' } };
      },
      async getReadiness() {
        const message = problem ?? operations.problem();
        return message === undefined
          ? { status: 200, payload: { status: 'ok' } }
          : { status: 503, payload: { message, status: 'error' } };
      },
    };
  },
});
