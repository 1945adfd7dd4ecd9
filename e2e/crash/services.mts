import type { ExampleService } from '../../packages/sandbox/src/seed/exampleService.ts';

/** What the repositories of this test have: three versions that can be deployed. */
export const versions = ['v1.0.0', 'v1.1.0', 'v1.2.0'] as const;

/** A service with a repository of its own, as one of the example organisation. */
export function serviceOf(
  name: string,
  options: { readonly isProtected?: boolean } = {},
): ExampleService {
  return {
    name,
    title: name,
    description: 'Is deployed while the portal dies',
    owner: 'team-orders',
    system: 'order-management',
    type: 'service',
    lifecycle: 'production',
    language: 'go',
    tags: ['go'],
    workload: 'Deployment',
    port: 8080,
    dependsOn: [],
    providesApis: [],
    consumesApis: [],
    documentation: [],
    releases: versions.map((version, index) => ({
      version,
      summary: `Be version ${version}`,
      author: 'ana',
      date: `2026-10-0${index + 1}T09:00:00Z`,
    })),
    versions: {
      development: 'v1.2.0',
      staging: 'v1.1.0',
      production: 'v1.0.0',
    },
    ...options,
  };
}
