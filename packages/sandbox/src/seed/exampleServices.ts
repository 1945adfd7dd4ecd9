import type { ExampleService } from './exampleService.ts';
import { ordersServices } from './services/ordersServices.ts';

/** Every component of the example organisation. */
export const exampleServices: readonly ExampleService[] = [...ordersServices];
