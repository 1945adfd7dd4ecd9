import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type { OperationPhase } from '@golden-path/plugin-operations-node';
import {
  createdByAnnotation,
  type ApplicationManifest,
  type ApplicationSummary,
} from '@golden-path/plugin-platform-node';
import { defineCreateApplications } from '../operations/applications/createApplications';

/** What a person asks for. */
export const input = {
  name: 'invoice-service',
  namespace: 'orders',
  project: 'orders-project',
  repositoryUrl: 'https://git.example.com/acme/invoice-service.git',
  environments: ['development', 'staging', 'production'],
};

const ownerRef = 'group:default/team-orders';

/** The applications that come of it. */
export const names = input.environments.map(
  environment => `invoice-service-${environment}`,
);

function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: {},
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

/** Argo CD, the catalog and the configuration, in memory. */
export function createStand() {
  const applications = new Map<string, ApplicationSummary>();
  const manifests = new Map<string, ApplicationManifest>();
  const apply = jest.fn(
    async ({
      instance,
      manifest,
    }: {
      instance: string;
      manifest: ApplicationManifest;
    }) => {
      const { name, annotations, labels } = manifest.metadata;
      const summary: ApplicationSummary = {
        instance,
        name,
        cluster: 'sandbox',
        namespace: 'argocd',
        entityRef: annotations['backstage.io/entity-ref'],
        team: labels.team,
        createdBy: annotations[createdByAnnotation],
        url: `https://argocd.example.com/applications/argocd/${name}`,
      };
      applications.set(name, summary);
      manifests.set(name, manifest);
      return summary;
    },
  );
  const definition = defineCreateApplications({
    applicationsService: {
      find: async ({ name }) => applications.get(name),
      apply,
      async remove({ name, createdBy }) {
        const isOwn = applications.get(name)?.createdBy === createdBy;
        return isOwn && applications.delete(name);
      },
      destinationServer: (_instance, cluster) =>
        cluster === 'sandbox'
          ? 'https://kubernetes.default.svc'
          : `https://${cluster}.example.com`,
    },
    auth: mockServices.auth({ pluginId: 'operations' }),
    catalog: catalogServiceMock({
      entities: [component('payment-service', 'group:default/team-payments')],
    }),
    platform: {
      environments: [
        { name: 'development', cluster: 'sandbox', argocd: 'main' },
        { name: 'staging', cluster: 'remote', argocd: 'main' },
        {
          name: 'production',
          cluster: 'sandbox',
          argocd: 'main',
          promoteFrom: 'staging',
        },
      ],
      ownership: [
        {
          group: 'group:default/team-payments',
          namespaces: ['payments-staging'],
          projects: ['payments-project'],
        },
      ],
    },
    readOnly: false,
  });
  const plan = (values: JsonObject = {}) =>
    definition.plan({
      // A schema of an input describes JSON.
      input: definition.input
        .strict()
        .parse({ ...input, ...values }) as JsonObject,
      subject: { type: 'owner', ownerRef },
      credentials: mockCredentials.user('user:default/ana'),
      signal: new AbortController().signal,
    });
  const runPhases = async (
    phases: readonly OperationPhase<JsonObject, JsonObject>[],
    details: JsonObject,
    id = 'op-1',
  ) => {
    for (const phase of phases) {
      await phase.run({
        operation: {
          id,
          kind: 'create-applications',
          requestedBy: 'user:default/ana',
        },
        input: {},
        details: JSON.parse(JSON.stringify(details)),
        outputs: {},
        signal: new AbortController().signal,
        logger: mockServices.logger.mock(),
        report: async () => {},
        act: effect => effect(),
      });
    }
  };
  return {
    applications,
    manifests,
    apply,
    definition,
    plan,
    run: async (values?: JsonObject, id?: string) =>
      runPhases(definition.phases, (await plan(values)).details, id),
    async undo(id = 'op-1') {
      const undone = await definition.undo?.plan({
        operation: {
          id,
          kind: 'create-applications',
          requestedBy: 'user:default/ana',
        },
        input: {},
        details: (await plan()).details,
        outputs: {},
        subject: { type: 'owner', ownerRef },
        credentials: mockCredentials.user('user:default/ana'),
        signal: new AbortController().signal,
      });
      return undone;
    },
    runPhases,
  };
}
