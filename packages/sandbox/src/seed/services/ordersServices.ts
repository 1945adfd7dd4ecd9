import type { ExampleService } from '../exampleService.ts';

/** What team-orders owns. */
export const ordersServices: readonly ExampleService[] = [
  {
    name: 'order-service',
    title: 'Order service',
    description: 'Takes orders and leads each one from checkout to delivery',
    owner: 'team-orders',
    system: 'order-management',
    type: 'service',
    lifecycle: 'production',
    language: 'nodejs',
    tags: ['nodejs', 'typescript', 'fastify', 'orders', 'microservices'],
    workload: 'Deployment',
    port: 3000,
    dependsOn: [
      'resource:orders-database',
      'resource:order-events-topic',
      'component:inventory-service',
    ],
    providesApis: ['order-api'],
    consumesApis: ['payment-api', 'user-api'],
    definesApi: {
      name: 'order-api',
      title: 'Order API',
      description: 'Place, read and cancel orders',
      type: 'openapi',
      resource: 'orders',
    },
    annotations: {
      'pagerduty.com/service-id': 'PORDER1',
      'prometheus.io/alert': 'all',
    },
    documentation: [
      'An order is accepted once its stock is reserved and its payment authorised. Both are asked in parallel; the first refusal cancels the other.',
      'Every change of state is written together with an event for the topic `order-events`, so that no listener misses one.',
    ],
    releases: [
      {
        version: 'v1.8.0',
        summary: 'Take orders and publish their events',
        author: 'ana',
        date: '2026-09-14T09:12:00Z',
      },
      {
        version: 'v1.8.2',
        summary: 'Give up on a slow inventory after two seconds',
        author: 'ana',
        date: '2026-10-27T13:40:00Z',
      },
      {
        version: 'v1.9.0',
        summary: 'Let customers cancel until the parcel is packed',
        author: 'ana',
        date: '2026-11-12T10:05:00Z',
      },
    ],
    versions: {
      development: 'v1.9.0',
      staging: 'v1.8.2',
      production: 'v1.8.0',
    },
  },
];
