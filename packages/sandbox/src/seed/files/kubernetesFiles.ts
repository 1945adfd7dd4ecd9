import {
  exampleEnvironments,
  namespaceOfTeam,
  type ExampleEnvironment,
  type ExampleService,
} from '../exampleService.ts';
import {
  analysisTemplate,
  canaryStrategy,
  edgeFiles,
  hostPatches,
  ingress,
  quickCanaryPatches,
} from './deliveryFiles.ts';
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
          progressDeadlineSeconds: service.progressDeadlineSeconds ?? 60,
          selector,
          strategy: canaryStrategy(service),
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
          progressDeadlineSeconds: service.progressDeadlineSeconds ?? 60,
          selector,
          template,
        },
      };
  }
}

function workloadGroupVersion(service: ExampleService): string {
  return service.workload === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1';
}

function networkService(
  service: ExampleService,
  name: string = service.name,
): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: serviceLabels(service) },
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

function productionPatches(service: ExampleService): object[] {
  return [
    {
      target: { kind: service.workload, name: service.name },
      patch: yamlFile([
        { op: 'replace', path: '/spec/replicas', value: productionReplicas },
      ]),
    },
  ];
}

function patchesOf(
  service: ExampleService,
  environment: ExampleEnvironment,
): object[] {
  const isScaled =
    environment === 'production' && service.workload !== 'CronJob';
  return [
    ...(isScaled ? productionPatches(service) : []),
    ...hostPatches(service, environment),
    ...quickCanaryPatches(service, environment),
  ];
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
  const patches = patchesOf(service, environment);
  const overlay = (namespace: string) =>
    yamlFile({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace,
      resources: ['../../base'],
      labels: [labels],
      images: [{ name: `ghcr.io/acme/${service.name}`, newTag: version }],
      ...(patches.length ? { patches } : {}),
    });
  const namespace = namespaceOfTeam(service.owner, environment);
  const folder = `k8s/overlays/${environment}`;
  const { secondRegion } = service;
  return {
    [`${folder}/kustomization.yaml`]: overlay(namespace),
    ...(secondRegion && environment === 'production'
      ? {
          [`${folder}-${secondRegion}/kustomization.yaml`]: overlay(
            `${namespace}-${secondRegion}`,
          ),
        }
      : {}),
  };
}

function extraFiles(service: ExampleService): Record<string, string> {
  const { name, host, canary, delivery } = service;
  return {
    ...(host && delivery !== 'two-sources'
      ? { 'ingress.yaml': yamlFile(ingress(service)) }
      : {}),
    ...(host && canary
      ? {
          'service-canary.yaml': yamlFile(
            networkService(service, `${name}-canary`),
          ),
        }
      : {}),
    ...(canary?.isMeasured
      ? { 'analysistemplate.yaml': yamlFile(analysisTemplate(service)) }
      : {}),
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
  const extra = extraFiles(service);
  const base: Record<string, string> = {
    ...edgeFiles(service),
    ...Object.fromEntries(
      Object.entries(extra).map(([name, text]) => [`k8s/base/${name}`, text]),
    ),
    'k8s/base/kustomization.yaml': yamlFile({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [
        'serviceaccount.yaml',
        workloadFile,
        ...(serves ? ['service.yaml', 'hpa.yaml'] : []),
        ...Object.keys(extra),
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
