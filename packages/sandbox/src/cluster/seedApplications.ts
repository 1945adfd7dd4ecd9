import type { KubernetesObject } from '@kubernetes/client-node';
import {
  applicationResource,
  type Application,
  type ApplicationSource,
  type ApplicationSpec,
} from '../players/argoCd/application.ts';
import type { ApplicationSet } from '../players/argoCd/ApplicationSetPlayer.ts';
import { hasStatusCode, type ClusterClient } from './ClusterClient.ts';
import { resources } from './resources.ts';

const namespace = 'argocd';

/** Where it is remembered what has been created, and for which address of the repositories. */
const record = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name: 'example-organisation',
  namespace: 'golden-path-portal',
} as const;

type SeedRecord = KubernetesObject & {
  readonly data?: {
    readonly applications?: string;
    readonly gitHubUrl?: string;
  };
};

function movedSpec(
  spec: ApplicationSpec,
  urls: { from: string; to: string },
): Pick<ApplicationSpec, 'source' | 'sources'> {
  const moved = (source: ApplicationSource) => ({
    ...source,
    repoURL: source.repoURL.startsWith(`${urls.from}/`)
      ? urls.to + source.repoURL.slice(urls.from.length)
      : source.repoURL,
  });
  return {
    ...(spec.source ? { source: moved(spec.source) } : {}),
    ...(spec.sources ? { sources: spec.sources.map(moved) } : {}),
  };
}

/** The host of the repositories may answer at another port than at the last start: all applications follow it. */
async function moveApplications(
  client: ClusterClient,
  urls: { from: string; to: string },
): Promise<void> {
  const applications = await client.list(applicationResource, namespace);
  // The API server validates the objects of these resources by their schema.
  for (const item of applications.items as Application[]) {
    const { name = '' } = item.metadata ?? {};
    await client.merge(
      { ...applicationResource, name, namespace },
      { spec: movedSpec(item.spec, urls) },
    );
  }
  const sets = await client.list(resources.applicationSets, namespace);
  for (const item of sets.items as ApplicationSet[]) {
    const { name = '' } = item.metadata ?? {};
    const spec = movedSpec(item.spec.template.spec, urls);
    await client.merge(
      { ...resources.applicationSets, name, namespace },
      { spec: { template: { spec } } },
    );
  }
}

/** Under which name it is remembered that an object was created. */
function seedName({ kind, metadata }: KubernetesObject): string {
  const { name = '' } = metadata ?? {};
  return kind === 'ApplicationSet' ? `${kind}/${name}` : name;
}

/** Creates the example's Applications once, so that what people change or delete stays so. Tells how many are new. */
export async function seedApplications(
  client: ClusterClient,
  options: { applications: readonly KubernetesObject[]; gitHubUrl: string },
): Promise<number> {
  const { gitHubUrl } = options;
  const { data }: SeedRecord = (await client.read(record)) ?? {};
  if (data?.gitHubUrl && data.gitHubUrl !== gitHubUrl) {
    await moveApplications(client, { from: data.gitHubUrl, to: gitHubUrl });
  }
  const seeded = new Set(data?.applications?.split('\n'));
  const missing = options.applications.filter(
    application => !seeded.has(seedName(application)),
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
    seeded.add(seedName(application));
  }
  const { apiVersion, kind, ...metadata } = record;
  const applications = [...seeded].join('\n');
  await client.apply<SeedRecord>(
    { apiVersion, kind, metadata, data: { applications, gitHubUrl } },
    { fieldManager: 'golden-path-sandbox' },
  );
  return missing.length;
}
