import type { KubernetesObject } from '@kubernetes/client-node';
import {
  applicationResource,
  type Application,
} from '../players/argoCd/application.ts';
import { hasStatusCode, type ClusterClient } from './ClusterClient.ts';

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

function isApplication(object: KubernetesObject): object is Application {
  return object.kind === 'Application' && 'spec' in object;
}

/** The host of the repositories may answer at another port than at the last start: all applications follow it. */
async function moveApplications(
  client: ClusterClient,
  urls: { from: string; to: string },
): Promise<void> {
  const { items } = await client.list(applicationResource, namespace);
  for (const item of items.filter(isApplication)) {
    const { name = '' } = item.metadata ?? {};
    const repoURL = item.spec.source?.repoURL;
    if (repoURL?.startsWith(`${urls.from}/`)) {
      const moved = urls.to + repoURL.slice(urls.from.length);
      await client.merge(
        { ...applicationResource, name, namespace },
        { spec: { source: { repoURL: moved } } },
      );
    }
  }
}

/** Creates the example's Applications once, so that what people change or delete stays so. Tells how many are new. */
export async function seedApplications(
  client: ClusterClient,
  options: { applications: readonly Application[]; gitHubUrl: string },
): Promise<number> {
  const { gitHubUrl } = options;
  const { data }: SeedRecord = (await client.read(record)) ?? {};
  if (data?.gitHubUrl && data.gitHubUrl !== gitHubUrl) {
    await moveApplications(client, { from: data.gitHubUrl, to: gitHubUrl });
  }
  const seeded = new Set(data?.applications?.split('\n'));
  const missing = options.applications.filter(
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
    seeded.add(application.metadata?.name ?? '');
  }
  const { apiVersion, kind, ...metadata } = record;
  const applications = [...seeded].join('\n');
  await client.apply<SeedRecord>(
    { apiVersion, kind, metadata, data: { applications, gitHubUrl } },
    { fieldManager: 'golden-path-sandbox' },
  );
  return missing.length;
}
