import type { ExampleService } from './exampleService.ts';
import { commerceServices } from './services/commerceServices.ts';
import { ordersServices } from './services/ordersServices.ts';
import { paymentsServices } from './services/paymentsServices.ts';
import { platformServices } from './services/platformServices.ts';

/** Every component of the example organisation. */
export const exampleServices: readonly ExampleService[] = [
  ...ordersServices,
  ...paymentsServices,
  ...commerceServices,
  ...platformServices,
];
