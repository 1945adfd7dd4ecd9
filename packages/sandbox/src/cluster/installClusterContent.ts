import { readFile } from 'node:fs/promises';
import type { KubeConfig, KubernetesObject } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { readCustomResourceDefinitions } from '../crds/readCustomResourceDefinitions.ts';
import { waitUntil } from '../process/waitUntil.ts';
import {
  exampleEnvironments,
  namespaceOfTeam,
  type ExampleService,
} from '../seed/exampleService.ts';
import { exampleServices } from '../seed/exampleServices.ts';
import { ClusterClient } from './ClusterClient.ts';
import { exampleApplications } from './exampleApplications.ts';
import { seedApplications } from './seedApplications.ts';

const fieldManager = 'golden-path-sandbox';
const establishedTimeout = 30_000;
export interface ClusterContentOptions {
  /** Of an administrator of the cluster. */
  readonly kubeConfig: KubeConfig;
  /** Where the sandbox's GitHub answers. */
  readonly gitHubUrl: string;
  /** Whose applications are created; those of the example organisation unless told otherwise. */
  readonly services?: readonly ExampleService[];
  log(message: string): void;
}

async function readPlatformManifests(
  name: string,
): Promise<KubernetesObject[]> {
  const url = new URL(`../../../../platform/argocd/${name}`, import.meta.url);
  const text = await readFile(url, 'utf8');
  return parseAllDocuments(text).map(document => document.toJS());
}

function namespace(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

async function installCustomResourceDefinitions(
  client: ClusterClient,
): Promise<void> {
  const definitions = await readCustomResourceDefinitions();
  for (const definition of definitions) {
    await client.apply(definition, { fieldManager });
  }
  for (const { spec } of definitions) {
    const { group, names, versions } = spec;
    // Served is what counts: a definition says that it is established a moment before its objects can be listed.
    const isServed = await waitUntil(
      () =>
        client
          .list({ group, version: versions[0].name, plural: names.plural })
          .then(
            () => true,
            () => false,
          ),
      { timeoutMilliseconds: establishedTimeout },
    );
    if (!isServed) {
      throw new Error(
        `The API server does not serve ${names.plural}.${group} ${
          establishedTimeout / 1000
        } s after their definition was installed: look into its log`,
      );
    }
  }
}

/** Puts into the cluster what the example organisation needs there. Can be done again at every start. */
export async function installClusterContent(
  options: ClusterContentOptions,
): Promise<void> {
  const { kubeConfig, gitHubUrl, log, services = exampleServices } = options;
  const client = new ClusterClient(kubeConfig);
  log('Installing resource definitions');
  await installCustomResourceDefinitions(client);
  log('Installing access rights and projects');
  const owners = services.map(({ owner }) => owner);
  const namespaces = exampleEnvironments.flatMap(environment =>
    owners.map(owner => namespaceOfTeam(owner, environment)),
  );
  const objects = [
    ...['argocd', ...new Set(namespaces)].map(namespace),
    ...(await readPlatformManifests('portal-access.yaml')),
    ...(await readPlatformManifests('projects.yaml')),
  ];
  for (const object of objects) {
    await client.apply(object, { fieldManager });
  }
  const applications = exampleApplications({ services, gitHubUrl });
  const count = applications.length
    ? await seedApplications(client, { applications, gitHubUrl })
    : 0;
  log(count ? `Created ${count} applications` : 'Everything is there');
}
