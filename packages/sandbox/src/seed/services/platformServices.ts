import type { ExampleService } from '../exampleService.ts';

/** What team-platform owns. */
export const platformServices: readonly ExampleService[] = [
  {
    name: 'platform-portal',
    title: 'Developer portal',
    description: 'Where developers find, create and run services',
    owner: 'team-platform',
    system: 'developer-platform',
    type: 'website',
    lifecycle: 'production',
    language: 'nodejs',
    tags: ['nodejs', 'typescript'],
    workload: 'Deployment',
    port: 7007,
    dependsOn: ['component:service-kit'],
    providesApis: [],
    consumesApis: [],
    documentation: [
      'The portal reads the catalog from the repository `software-catalog` and from what golden paths register.',
    ],
    releases: [
      {
        version: 'v0.4.0',
        summary: 'Show the catalog and its owners',
        author: 'pia',
        date: '2026-09-07T13:00:00Z',
      },
      {
        version: 'v0.5.0',
        summary: 'Create services from golden paths',
        author: 'pia',
        date: '2026-11-13T12:12:00Z',
      },
    ],
    versions: {
      development: 'v0.5.0',
      staging: 'v0.5.0',
      production: 'v0.4.0',
    },
  },
  {
    name: 'service-kit',
    title: 'Service kit',
    description:
      'What every Node.js service shares: health, logs, metrics and shutdown',
    owner: 'team-platform',
    system: 'developer-platform',
    type: 'library',
    lifecycle: 'production',
    language: 'nodejs',
    tags: ['nodejs', 'typescript'],
    workload: 'none',
    port: 3000,
    dependsOn: [],
    providesApis: [],
    consumesApis: [],
    documentation: [
      'Import what you need; each part works without the others.',
    ],
    releases: [
      {
        version: 'v3.0.0',
        summary: 'Answer health checks and shut down in order',
        author: 'pia',
        date: '2026-05-06T09:00:00Z',
      },
      {
        version: 'v3.1.0',
        summary: 'Write logs as JSON',
        author: 'pia',
        date: '2026-09-16T15:45:00Z',
      },
    ],
    versions: {
      development: 'v3.1.0',
      staging: 'v3.1.0',
      production: 'v3.1.0',
    },
  },
];
