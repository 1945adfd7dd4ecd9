import {
  exampleEnvironments,
  namespaceOfTeam,
  type ExampleEnvironment,
  type ExampleService,
} from '../exampleService.ts';
import { podTemplate, serviceLabels } from './podTemplate.ts';
import { yamlFile } from './yamlFile.ts';

const replicas = 2;
const productionReplicas = 3;

function workload(service: ExampleService): object {
  const metadata = { name: service.name, labels: serviceLabels(service) };
  const selector = { matchLabels: { 'app.kubernetes.io/name': service.name } };
  const template = podTemplate(service);
  switch (service.workload) {
    case 'CronJob':
      return {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata,
        spec: {
          schedule: '15 4 * * *',
          concurrencyPolicy: 'Forbid',
          jobTemplate: { spec: { backoffLimit: 2, template } },
        },
      };
    case 'Rollout':
      return {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        metadata,
        spec: {
          replicas,
          revisionHistoryLimit: 3,
          progressDeadlineSeconds: 60,
          selector,
          strategy: {
            canary: {
              steps: [
                { setWeight: 10 },
                { pause: { duration: '2m' } },
                { setWeight: 30 },
                { pause: { duration: '5m' } },
                { setWeight: 60 },
                { pause: { duration: '5m' } },
              ],
            },
          },
          template,
        },
      };
    default:
      return {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          replicas,
          revisionHistoryLimit: 3,
          progressDeadlineSeconds: 60,
          selector,
          template,
        },
      };
  }
}

function workloadGroupVersion(service: ExampleService): string {
  return service.workload === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1';
}

function networkService(service: ExampleService): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: service.name, labels: serviceLabels(service) },
    spec: {
      selector: { 'app.kubernetes.io/name': service.name },
      ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
    },
  };
}

function autoscaler(service: ExampleService): object {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: service.name, labels: serviceLabels(service) },
    spec: {
      scaleTargetRef: {
        apiVersion: workloadGroupVersion(service),
        kind: service.workload,
        name: service.name,
      },
      minReplicas: replicas,
      maxReplicas: 10,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
    },
  };
}

function productionPatches(service: ExampleService): object {
  return {
    patches: [
      {
        target: { kind: service.workload, name: service.name },
        patch: yamlFile([
          { op: 'replace', path: '/spec/replicas', value: productionReplicas },
        ]),
      },
    ],
  };
}

/** The overlay of one environment, with the version that runs there. */
export function overlayFile(
  service: ExampleService,
  environment: ExampleEnvironment,
  version: string,
): Record<string, string> {
  const labels: Record<string, unknown> = {
    pairs: { environment },
    includeTemplates: true,
  };
  if (service.workload === 'Rollout') {
    // Kustomize knows the pod templates of its own kinds only.
    labels.fields = [
      { kind: 'Rollout', path: 'spec/template/metadata/labels', create: true },
    ];
  }
  const scaled =
    environment === 'production' && service.workload !== 'CronJob'
      ? productionPatches(service)
      : {};
  return {
    [`k8s/overlays/${environment}/kustomization.yaml`]: yamlFile({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: namespaceOfTeam(service.owner, environment),
      resources: ['../../base'],
      labels: [labels],
      images: [{ name: `ghcr.io/acme/${service.name}`, newTag: version }],
      ...scaled,
    }),
  };
}

/** The manifests of a service: a kustomize base, and an overlay per environment that says which version runs there. */
export function kubernetesFiles(
  service: ExampleService,
  version: string,
): Record<string, string> {
  if (service.workload === 'none') {
    return {};
  }
  const workloadFile = `${service.workload.toLowerCase()}.yaml`;
  const serves = service.workload !== 'CronJob';
  const base: Record<string, string> = {
    'k8s/base/kustomization.yaml': yamlFile({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [
        'serviceaccount.yaml',
        workloadFile,
        ...(serves ? ['service.yaml', 'hpa.yaml'] : []),
      ],
    }),
    'k8s/base/serviceaccount.yaml': yamlFile({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: service.name, labels: serviceLabels(service) },
      automountServiceAccountToken: false,
    }),
    [`k8s/base/${workloadFile}`]: yamlFile(workload(service)),
  };
  if (serves) {
    base['k8s/base/service.yaml'] = yamlFile(networkService(service));
    base['k8s/base/hpa.yaml'] = yamlFile(autoscaler(service));
  }
  return Object.assign(
    base,
    ...exampleEnvironments.map(environment =>
      overlayFile(service, environment, version),
    ),
  );
}
