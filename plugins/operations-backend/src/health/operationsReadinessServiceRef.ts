import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** Whether this process can run operations. */
export interface OperationsReadinessService {
  /** Says how to find out why it cannot; called by the plugin `operations` once. */
  watch(problem: () => string | undefined): void;
  /** Why it cannot; `undefined` when all is well, and where there is no plugin `operations`. */
  problem(): string | undefined;
}

/** What the plugin tells the health of the process about its engine. */
export const operationsReadinessServiceRef =
  createServiceRef<OperationsReadinessService>({
    id: 'operations.readiness',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {},
        factory() {
          let watched: (() => string | undefined) | undefined;
          return {
            watch: problem => {
              watched = problem;
            },
            problem: () => watched?.(),
          };
        },
      }),
  });
