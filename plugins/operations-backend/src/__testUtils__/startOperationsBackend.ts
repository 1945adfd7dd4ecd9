import {
  createBackendModule,
  type BackendFeature,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
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
import { operationsHealth } from '../health/operationsHealth';
import { operationsPlugin } from '../plugin';
import { query, testServer } from './testDatabase';

/** The connection string of the database of these tests; nothing where there is none. */
export const testDatabase = testServer;

/**
 * The people of the tests: Ana owns the lamp, Otto another one, Ben and Pia may approve, Pia operates the platform, Vic
 * may look.
 */
export const testEntities: Entity[] = [
  entity('Component', 'lamp', [
    { type: 'ownedBy', targetRef: 'group:default/team-lamps' },
  ]),
  entity('Component', 'other-lamp', [
    { type: 'ownedBy', targetRef: 'group:default/team-others' },
  ]),
  person('ana', 'team-lamps'),
  person('ben', 'approvers'),
  person('otto', 'team-others'),
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
  /** How many have to approve in production; one without it. */
  readonly required?: number;
  /** The way to the database server, where it is not the direct one. */
  readonly server?: string;
  /** More keys of the configuration. */
  readonly config?: JsonObject;
  /** Services and modules besides, or instead of those of the tests. */
  readonly features?: BackendFeature[];
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
  const entities = options.entities ?? testEntities;
  const catalog = catalogServiceMock({ entities });
  const backend = await startTestBackend({
    features: [
      operationsPlugin,
      operationsHealth,
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
          ...options.config,
          backend: {
            database: {
              client: 'pg',
              connection: options.server ?? testDatabase ?? '',
              prefix: database.prefix,
            },
            ...(options.config?.backend as JsonObject | undefined),
          },
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
              { name: 'staging', cluster: 'sandbox', argocd: 'main' },
              {
                name: 'production',
                cluster: 'sandbox',
                argocd: 'main',
                approval: {
                  approvers: ['group:default/approvers'],
                  required: options.required ?? 1,
                },
              },
            ],
          },
        },
      }),
      mockServices.database.factory(),
      auditorFactory(auditor),
      ...(options.permissions ? [options.permissions.factory] : []),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      mockServices.userInfo.mock({
        async getUserInfo(credentials) {
          const userEntityRef = userRefOf(credentials);
          const user = await catalog.getEntityByRef(userEntityRef, {
            credentials: mockCredentials.service(),
          });
          const groups = (user?.relations ?? []).map(
            ({ targetRef }) => targetRef,
          );
          return {
            userEntityRef,
            ownershipEntityRefs: [userEntityRef, ...groups],
          };
        },
      }).factory,
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          async send(notification: NotificationSendOptions) {
            notified.push(notification);
          },
        }),
      }),
      ...(options.features ?? []),
    ],
  });
  const { port } = backend.server.address() as { port: number };
  const baseUrl = `http://localhost:${port}/api/operations`;
  /** The client of a person. */
  const as = (name: string) =>
    new OperationsClient({
      discoveryApi: {
        getBaseUrl: async () => baseUrl,
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
    baseUrl,
    catalog,
    audited,
    notified,
    database,
    async stop() {
      await backend.stop();
      await database.drop();
    },
  };
}

function userRefOf({ principal }: BackstageCredentials): string {
  return principal !== null &&
    typeof principal === 'object' &&
    'userEntityRef' in principal
    ? String(principal.userEntityRef)
    : '';
}

function auditorFactory(auditor: ReturnType<typeof mockServices.auditor.mock>) {
  return auditor.factory;
}

/** A database that nobody else uses. Each plugin has one of its own, by this prefix. */
export async function createDatabase() {
  const prefix = `test_${randomUUID().replaceAll('-', '')}_`;
  const name = `${prefix}operations`;
  const server = testDatabase ?? '';
  await query(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    prefix,
    url: url.href,
    drop: () => query(server, `drop database ${name} with (force)`),
  };
}
