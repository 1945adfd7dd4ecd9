import type { ExampleService } from '../exampleService.ts';
import { yamlFile } from './yamlFile.ts';

function mkdocs(service: ExampleService): string {
  return yamlFile({
    site_name: service.title,
    site_description: service.description,
    nav: [{ Overview: 'index.md' }, { Runbook: 'runbook.md' }],
    plugins: ['techdocs-core'],
  });
}

function overview(service: ExampleService): string {
  const parts = [
    `# ${service.title}`,
    `${service.description}.`,
    ...service.documentation,
    '## Who to ask',
    `The service belongs to **${service.owner}**. Open an issue in this repository, or ask in \`#${service.owner}\`.`,
  ];
  if (service.dependsOn.length) {
    parts.push(
      '## What it depends on',
      service.dependsOn.map(ref => `- \`${ref}\``).join('\n'),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

function runbook(service: ExampleService): string {
  if (service.workload === 'none') {
    return `# Runbook of ${service.title}

A library does not run by itself. Release it by a tag; the users raise the version when they are ready.
`;
  }
  return `# Runbook of ${service.title}

## It does not answer

1. Look at the card *Deployments* of the service: a version that is not healthy is the commonest cause.
2. Compare the version with the previous environment. Roll back if only the new one fails.
3. Look at the dashboard for the requests that fail, and at what the service depends on.

## Deploy a version

Write its tag into \`k8s/overlays/<environment>/kustomization.yaml\`. Development and staging follow the repository by themselves; production is synced by hand.
`;
}

function readme(service: ExampleService): string {
  return `# ${service.title}

${service.description}.

| | |
|---|---|
| Owner | ${service.owner} |
| System | ${service.system} |
| Documentation | [docs](docs/index.md), [runbook](docs/runbook.md) |

Manifests are in \`k8s/\`: one base, and an overlay for each environment.
`;
}

/** The README of a service. */
export function readmeFile(service: ExampleService): Record<string, string> {
  return { 'README.md': readme(service) };
}

/** The documentation of a service, which the portal builds. */
export function documentationFiles(
  service: ExampleService,
): Record<string, string> {
  return {
    'mkdocs.yml': mkdocs(service),
    'docs/index.md': overview(service),
    'docs/runbook.md': runbook(service),
  };
}
