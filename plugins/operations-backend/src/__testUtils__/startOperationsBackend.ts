import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { OperationsClient } from '@golden-path/plugin-operations-common';
import {
  operationsExtensionPoint,
  type AnyOperationDefinition,
} from '@golden-path/plugin-operations-node';
import type { JsonObject } from '@backstage/types';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import operationsPlugin from '..';

/** The connection string of the database of these tests; nothing where there is none. */
export const testDatabase = process.env.GOLDEN_PATH_TEST_POSTGRES;

/** The people of the tests: Ana owns the lamp, Ben and Pia may approve, Pia operates the platform, Vic may look. */
export const testEntities: Entity[] = [
  entity('Component', 'lamp', [
    { type: 'ownedBy', targetRef: 'group:default/team-lamps' },
  ]),
  entity('Component', 'other-lamp', [
    { type: 'ownedBy', targetRef: 'group:default/team-others' },
  ]),
  person('ana', 'team-lamps'),
  person('ben', 'approvers'),
  person('pia', 'approvers', 'team-platform'),
  person('vic'),
];

function entity(
  kind: string,
  name: string,
  relations: Entity['relations'] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    relations,
  };
}

function person(name: string, ...groups: string[]): Entity {
  return entity(
    'User',
    name,
    groups.map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  );
}

/** Options of {@link startOperationsBackend}. */
export interface OperationsBackendOptions {
  readonly kinds: AnyOperationDefinition[];
  readonly entities?: Entity[];
  /** The key `operations`. */
  readonly operations?: JsonObject;
  readonly permissions?: ReturnType<typeof mockServices.permissions.mock>;
}

/** Starts the plugin on a database of its own. */
export async function startOperationsBackend(
  options: OperationsBackendOptions,
) {
  const database = await createDatabase();
  const auditor = mockServices.auditor.mock();
  const audited: { eventId: string; meta?: JsonObject; outcome: string }[] = [];
  auditor.createEvent.mockImplementation(async ({ eventId, meta }) => ({
    success: async result => {
      audited.push({
        eventId,
        meta: { ...meta, ...result?.meta },
        outcome: 'success',
      });
    },
    fail: async result => {
      audited.push({
        eventId,
        meta: { ...meta, ...result.meta },
        outcome: `fail: ${result.error}`,
      });
    },
  }));
  const notified: NotificationSendOptions[] = [];
  const backend = await startTestBackend({
    features: [
      operationsPlugin,
      createBackendModule({
        pluginId: 'operations',
        moduleId: 'test-kinds',
        register(registry) {
          registry.registerInit({
            deps: { extension: operationsExtensionPoint },
            async init({ extension }) {
              extension.addOperations(...options.kinds);
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { database: { client: 'pg', connection: database.url } },
          operations: options.operations ?? {
            replicas: {
              heartbeat: { seconds: 0.2 },
              takeOverAfter: { seconds: 1 },
            },
          },
          kubernetes: {
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: [
                  {
                    name: 'sandbox',
                    url: 'https://kubernetes.example',
                    authProvider: 'serviceAccount',
                    serviceAccountToken: 'only-for-this-test',
                  },
                ],
              },
            ],
          },
          platform: {
            admins: ['group:default/team-platform'],
            environments: [
              { name: 'development', cluster: 'sandbox', argocd: 'main' },
              {
                name: 'production',
                cluster: 'sandbox',
                argocd: 'main',
                approval: {
                  approvers: ['group:default/approvers'],
                  required: 1,
                },
              },
            ],
          },
        },
      }),
      mockServices.database.factory(),
      auditorFactory(auditor),
      ...(options.permissions ? [options.permissions.factory] : []),
      catalogServiceMock.factory({
        entities: options.entities ?? testEntities,
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          async send(notification: NotificationSendOptions) {
            notified.push(notification);
          },
        }),
      }),
    ],
  });
  const { port } = backend.server.address() as { port: number };
  /** The client of a person. */
  const as = (name: string) =>
    new OperationsClient({
      discoveryApi: {
        getBaseUrl: async () => `http://localhost:${port}/api/operations`,
      },
      fetchApi: {
        fetch: (url, init) =>
          fetch(url, {
            ...init,
            headers: {
              ...init?.headers,
              Authorization: mockCredentials.user.header(
                `user:default/${name}`,
              ),
            },
          }),
      },
    });
  return {
    ...backend,
    as,
    audited,
    notified,
    database,
    async stop() {
      await backend.stop();
      await database.drop();
    },
  };
}

function auditorFactory(auditor: ReturnType<typeof mockServices.auditor.mock>) {
  return auditor.factory;
}

/** A database that nobody else uses. */
export async function createDatabase() {
  const name = `operations_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name}`);
  const url = new URL(testDatabase ?? '');
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(`drop database ${name} with (force)`),
  };
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: testDatabase });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
