import type { Entity } from '@backstage/catalog-model';
import { projectApplication } from '../client/projectApplication';
import { deploymentOf, sortDeployments } from './deploymentOf';
import { serviceEntityFields, serviceEntityOf } from './serviceEntityOf';

const rules = {
  repositoryHosts: ['github.com'],
  environments: ['development', 'staging', 'production'].map(name => ({
    name,
    cluster: 'sandbox',
    argocd: 'main',
  })),
  ownership: [
    {
      group: 'group:default/team-orders',
      namespaces: [],
      projects: ['orders'],
    },
  ],
};

const catalogEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'order-service',
    namespace: 'default',
    annotations: {
      'github.com/project-slug': 'acme/order-service',
      'backstage.io/managed-by-location':
        'url:https://github.com/acme/order-service/tree/main/catalog-info.yaml',
    },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-orders' }],
};

const entity = serviceEntityOf(catalogEntity);

function applicationOf(options: {
  name?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  project?: string;
  repoURL?: string;
  parameter?: string;
}) {
  const { name = 'order-service', labels, annotations } = options;
  return projectApplication(
    {
      metadata: { name, namespace: 'argocd', labels, annotations },
      spec: {
        project: options.project ?? 'default',
        destination: { namespace: 'orders' },
        source: {
          repoURL: options.repoURL,
          helm: options.parameter
            ? {
                parameters: [{ name: 'environment', value: options.parameter }],
              }
            : undefined,
        },
      },
    },
    { instance: 'main', cluster: 'sandbox' },
  );
}

describe('deploymentOf', () => {
  it.each([
    ['nothing', {}, false],
    [
      'the annotation of this entity',
      {
        annotations: {
          'backstage.io/entity-ref': 'component:default/order-service',
        },
      },
      true,
    ],
    [
      'the annotation of another entity, in a project of the owner',
      {
        annotations: {
          'backstage.io/entity-ref': 'component:default/payment-service',
        },
        project: 'orders',
      },
      false,
    ],
    [
      'the repository of this entity',
      { repoURL: 'https://github.com/acme/order-service.git' },
      true,
    ],
    [
      'a repository of the same name on another host',
      { repoURL: 'https://evil.example.com/acme/order-service.git' },
      false,
    ],
    [
      'the repository of another team',
      { repoURL: 'https://github.com/acme/payment-service.git' },
      false,
    ],
    ['a project of the owner', { project: 'orders' }, true],
    ['a project of another team', { project: 'payments' }, false],
  ])('with %s, is confirmed: %s', (_, options, expected) => {
    const deployment = deploymentOf(
      { application: applicationOf(options) },
      entity,
      rules,
    );
    expect(deployment.confirmed).toBe(expected);
  });

  it('R8: is not confirmed for a service that only claims the repository', () => {
    const location = 'backstage.io/managed-by-location';
    const elsewhere = serviceEntityOf({
      ...catalogEntity,
      metadata: {
        ...catalogEntity.metadata,
        annotations: {
          ...catalogEntity.metadata.annotations,
          // What users can write has to make no difference.
          'backstage.io/source-location':
            'url:https://github.com/acme/order-service/',
          [location]:
            'url:https://github.com/acme/payment-service/tree/main/catalog-info.yaml',
        },
      },
    });
    const repoURL = 'https://github.com/acme/order-service.git';
    expect(
      deploymentOf(
        { application: applicationOf({ repoURL }) },
        elsewhere,
        rules,
      ),
    ).toMatchObject({
      confirmed: false,
      confirmationProblem: expect.stringContaining(
        'not defined in the repository acme/order-service',
      ),
    });
    expect(serviceEntityFields).toContain(`metadata.annotations.${location}`);
  });

  it.each([
    [{ labels: { environment: 'staging' } }, 'staging'],
    [{ parameter: 'production' }, 'production'],
    [{ name: 'order-service-development' }, 'development'],
    [{ name: 'order-service' }, null],
    [{ labels: { environment: 'moon' } }, null],
  ])('of %j is in the environment %s', (options, environment) => {
    const deployment = deploymentOf(
      { application: applicationOf(options) },
      entity,
      rules,
    );
    expect(deployment.environment).toBe(environment);
  });

  it('sorts in the order of promotion, and what is in no environment last', () => {
    const names = [
      'a',
      'x-production',
      'x-development',
      'w-staging',
      'v-staging',
    ];
    const deployments = names.map(name =>
      deploymentOf({ application: applicationOf({ name }) }, entity, rules),
    );
    expect(
      sortDeployments(deployments, rules).map(item => item.application.name),
    ).toEqual(['x-development', 'v-staging', 'w-staging', 'x-production', 'a']);
  });
});
