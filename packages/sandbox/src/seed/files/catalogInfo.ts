import type { ExampleApi, ExampleService } from '../exampleService.ts';
import { yamlFile } from './yamlFile.ts';

function deploymentAnnotations(
  service: ExampleService,
): Record<string, string> {
  if (service.workload === 'none') {
    return {};
  }
  return {
    'argocd/app-selector': `app.kubernetes.io/name=${service.name}`,
    'backstage.io/kubernetes-id': service.name,
    'grafana/dashboard-selector': `service=${service.name}`,
  };
}

function links(service: ExampleService): object[] {
  if (service.workload === 'none') {
    return [];
  }
  const all: object[] = [
    {
      url: `https://grafana.acme.example/d/${service.name}`,
      title: 'Grafana Dashboard',
      icon: 'dashboard',
    },
  ];
  const api = service.definesApi?.name ?? service.providesApis[0];
  if (api) {
    all.push({
      url: `https://developer.acme.example/apis/${api}`,
      title: 'API Documentation',
      icon: 'docs',
    });
  }
  return all;
}

function component(service: ExampleService): object {
  const dependsOn = service.dependsOn.length
    ? { dependsOn: service.dependsOn }
    : {};
  const providesApis = service.providesApis.length
    ? { providesApis: service.providesApis }
    : {};
  const consumesApis = service.consumesApis.length
    ? { consumesApis: service.consumesApis }
    : {};
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: service.name,
      description: service.description,
      annotations: {
        'github.com/project-slug': `acme/${service.name}`,
        'backstage.io/techdocs-ref': 'dir:.',
        ...deploymentAnnotations(service),
        ...service.annotations,
      },
      tags: service.tags,
      links: links(service),
    },
    spec: {
      type: service.type,
      lifecycle: service.lifecycle,
      owner: service.owner,
      system: service.system,
      ...providesApis,
      ...consumesApis,
      ...dependsOn,
    },
  };
}

/** The name of the file that defines an API, in its repository. */
export function apiFileName(api: ExampleApi): string {
  return api.type === 'grpc' ? `${api.name}.proto` : 'openapi.yaml';
}

function apiEntity(service: ExampleService, api: ExampleApi): object {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name: api.name,
      title: api.title,
      description: api.description,
      annotations: { 'github.com/project-slug': `acme/${service.name}` },
      tags: service.tags,
    },
    spec: {
      type: api.type,
      lifecycle: service.lifecycle,
      owner: service.owner,
      system: service.system,
      definition: { $text: `./${apiFileName(api)}` },
    },
  };
}

/** The `catalog-info.yaml` of a service: its Component, and the API that its repository defines. */
export function catalogInfo(service: ExampleService): string {
  return service.definesApi
    ? yamlFile(component(service), apiEntity(service, service.definesApi))
    : yamlFile(component(service));
}
