import { readFile } from 'node:fs/promises';
import type { KubeConfig, KubernetesObject } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { readCustomResourceDefinitions } from '../crds/readCustomResourceDefinitions.ts';
import { waitUntil } from '../process/waitUntil.ts';
import {
  exampleEnvironments,
  namespaceOfTeam,
} from '../seed/exampleService.ts';
import { exampleServices } from '../seed/exampleServices.ts';
import { ClusterClient, hasStatusCode } from './ClusterClient.ts';
import { exampleApplications } from './exampleApplications.ts';

const fieldManager = 'golden-path-sandbox';
const establishedTimeout = 30_000;
const seedRecord = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name: 'example-organisation',
  namespace: 'golden-path-portal',
} as const;

export interface ClusterContentOptions {
  /** Of an administrator of the cluster. */
  readonly kubeConfig: KubeConfig;
  /** Where the sandbox's GitHub answers. */
  readonly gitHubUrl: string;
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

/** Creates the example's Applications once, so that what people change or delete stays so. */
async function seedApplications(
  client: ClusterClient,
  gitHubUrl: string,
): Promise<number> {
  const record: KubernetesObject & { data?: { applications?: string } } =
    (await client.read(seedRecord)) ?? {};
  const seeded = new Set(record.data?.applications?.split('\n'));
  const all = exampleApplications({ services: exampleServices, gitHubUrl });
  const missing = all.filter(
    ({ metadata }) => !seeded.has(metadata?.name ?? ''),
  );
  for (const application of missing) {
    try {
      await client.create(application);
    } catch (error) {
      // Left by a start that ended before it could write its record.
      if (!hasStatusCode(error, 409)) {
        throw error;
      }
    }
  }
  if (missing.length) {
    const { apiVersion, kind, ...metadata } = seedRecord;
    const names = all.map(application => application.metadata?.name);
    await client.apply(
      {
        apiVersion,
        kind,
        metadata,
        data: { applications: names.join('\n') },
      } as KubernetesObject,
      { fieldManager },
    );
  }
  return missing.length;
}

/** Puts into the cluster what the example organisation needs there. Can be done again at every start. */
export async function installClusterContent(
  options: ClusterContentOptions,
): Promise<void> {
  const { kubeConfig, gitHubUrl, log } = options;
  const client = new ClusterClient(kubeConfig);
  log('Installing resource definitions');
  await installCustomResourceDefinitions(client);
  log('Installing access rights and projects');
  const areas = exampleServices.map(({ owner }) => owner);
  const namespaces = exampleEnvironments.flatMap(environment =>
    areas.map(owner => namespaceOfTeam(owner, environment)),
  );
  const objects = [
    ...['argocd', ...new Set(namespaces)].map(namespace),
    ...(await readPlatformManifests('portal-access.yaml')),
    ...(await readPlatformManifests('projects.yaml')),
  ];
  for (const object of objects) {
    await client.apply(object, { fieldManager });
  }
  const count = await seedApplications(client, gitHubUrl);
  log(count ? `Created ${count} applications` : 'Everything is there');
}
