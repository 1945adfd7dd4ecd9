import type { AnyOperationDefinition } from '@golden-path/plugin-operations-node';
import { defineDeploy } from './deploy';
import type { OperationServices } from './OperationServices';
import { definePromote } from './promote';
import { defineRefresh } from './refresh';
import { defineRollBack } from './rollBack';
import { defineSync } from './sync';
import { defineTerminateSync } from './terminateSync';

/** What people do with the applications of their services. */
export function createArgocdOperations(
  services: OperationServices,
): AnyOperationDefinition[] {
  return [
    defineRefresh(services),
    defineSync(services),
    defineTerminateSync(services),
    defineDeploy(services),
    definePromote(services),
    defineRollBack(services),
  ];
}
