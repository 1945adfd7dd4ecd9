import {
  exampleEnvironments,
  type ExampleEnvironment,
  type ExampleService,
} from '../exampleService.ts';
import { serviceLabels } from './podTemplate.ts';
import { yamlFile } from './yamlFile.ts';

/** Where a service lets people in, in an environment. */
export function hostOf(
  host: string,
  environment: ExampleEnvironment | undefined,
): string {
  return environment === undefined || environment === 'production'
    ? host
    : host.replace('.', `.${environment}.`);
}

/** The Ingress of a service. */
export function ingress(
  service: ExampleService,
  environment?: ExampleEnvironment,
): object {
  const host = hostOf(service.host ?? '', environment);
  const backend = {
    service: { name: service.name, port: { name: 'http' } },
  };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: service.name, labels: serviceLabels(service) },
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [host], secretName: `${service.name}-tls` }],
      rules: [
        {
          host,
          http: { paths: [{ path: '/', pathType: 'Prefix', backend }] },
        },
      ],
    },
  };
}

/** The patches by which another environment than production has its own host. */
export function hostPatches(
  service: ExampleService,
  environment: ExampleEnvironment,
): object[] {
  const { host } = service;
  if (!host || service.delivery === 'two-sources') {
    return [];
  }
  const value = hostOf(host, environment);
  return environment === 'production'
    ? []
    : [
        {
          target: { kind: 'Ingress', name: service.name },
          patch: yamlFile([
            { op: 'replace', path: '/spec/rules/0/host', value },
            { op: 'replace', path: '/spec/tls/0/hosts/0', value },
          ]),
        },
      ];
}

/** Where a service has its Ingress in a folder of its own: that folder, for each environment. */
export function edgeFiles(service: ExampleService): Record<string, string> {
  return service.delivery === 'two-sources'
    ? Object.fromEntries(
        exampleEnvironments.map(environment => [
          `k8s/edge/${environment}/ingress.yaml`,
          yamlFile(ingress(service, environment)),
        ]),
      )
    : {};
}

/** How a Rollout of a service replaces one version by the next. */
export function canaryStrategy(service: ExampleService): object {
  const { canary, host, name } = service;
  return {
    canary: {
      ...(host
        ? {
            canaryService: `${name}-canary`,
            stableService: name,
            trafficRouting: { nginx: { stableIngress: name } },
          }
        : {}),
      steps: canary?.steps ?? [],
    },
  };
}

/** The patch by which another environment than production takes a new version in quickly. */
export function quickCanaryPatches(
  service: ExampleService,
  environment: ExampleEnvironment,
): object[] {
  const value = [{ setWeight: 50 }, { pause: { duration: '5s' } }];
  return service.workload === 'Rollout' && environment !== 'production'
    ? [
        {
          target: { kind: 'Rollout', name: service.name },
          patch: yamlFile([
            { op: 'replace', path: '/spec/strategy/canary/steps', value },
          ]),
        },
      ]
    : [];
}

function metric(
  name: string,
  options: { condition: string; query: string },
): object {
  return {
    name,
    interval: '10s',
    count: 3,
    failureLimit: 0,
    successCondition: options.condition,
    provider: {
      prometheus: {
        address: 'http://prometheus.monitoring:9090',
        query: options.query,
      },
    },
  };
}

/** What a canary is measured by. */
export function analysisTemplate(service: ExampleService): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: service.name, labels: serviceLabels(service) },
    spec: {
      args: [{ name: 'service' }],
      metrics: [
        metric('success-rate', {
          condition: 'result[0] >= 0.95',
          query:
            'sum(rate(http_requests_total{service="{{args.service}}",code!~"5.."}[1m])) / sum(rate(http_requests_total{service="{{args.service}}"}[1m]))',
        }),
        metric('latency-p95', {
          condition: 'result[0] <= 300',
          query:
            'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_milliseconds_bucket{service="{{args.service}}"}[1m])))',
        }),
      ],
    },
  };
}
