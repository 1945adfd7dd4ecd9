import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** How one cluster is reached. */
export interface ClusterConfig {
  readonly name: string;
  readonly url: string;
  /** Base64 of the PEM certificate of the cluster's authority. */
  readonly caData?: string;
  readonly caFile?: string;
  readonly skipTLSVerify: boolean;
  /** Absent inside of the cluster, where the mounted token of the pod's service account is used. */
  readonly serviceAccountToken?: string;
}

// The key belongs to Backstage's Kubernetes plugin, which checks the rest of it: unknown keys are not our business.
const clusterSchema = z.object({
  name: z.string().min(1),
  url: z.string().min(1),
  authProvider: z.string().optional(),
  authMetadata: z.record(z.string(), z.string()).optional(),
  caData: z.string().optional(),
  caFile: z.string().optional(),
  skipTLSVerify: z.boolean().default(false),
  serviceAccountToken: z.string().optional(),
});

const locatorSchema = z.object({
  type: z.string(),
  clusters: z.array(z.unknown()).default([]),
});

const providerAnnotation = 'kubernetes.io/auth-provider';

interface Reading {
  readonly clusters: ClusterConfig[];
  readonly problems: string[];
}

function readCluster(value: unknown, key: string): Reading {
  const parsed = clusterSchema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      issue => `${[key, ...issue.path].join('.')}: ${issue.message}`,
    );
    return { clusters: [], problems };
  }
  const { authProvider, authMetadata, ...cluster } = parsed.data;
  const provider = authMetadata?.[providerAnnotation] ?? authProvider;
  if (provider !== 'serviceAccount') {
    return {
      clusters: [],
      problems: [
        `${key}.authProvider: '${
          provider ?? ''
        }' is not supported for cluster '${
          cluster.name
        }': use serviceAccount, with a serviceAccountToken or inside of the cluster`,
      ],
    };
  }
  return { clusters: [cluster], problems: [] };
}

function readLocator(value: unknown, key: string): Reading {
  const parsed = locatorSchema.safeParse(value);
  if (!parsed.success) {
    return { clusters: [], problems: [`${key}: expected a type and clusters`] };
  }
  const { type, clusters } = parsed.data;
  if (type !== 'config') {
    return {
      clusters: [],
      problems: [
        `${key}.type: '${type}' is not supported: list the clusters with type config`,
      ],
    };
  }
  const readings = clusters.map((cluster, index) =>
    readCluster(cluster, `${key}.clusters[${index}]`),
  );
  return {
    clusters: readings.flatMap(reading => reading.clusters),
    problems: readings.flatMap(reading => reading.problems),
  };
}

function findDuplicates(clusters: readonly ClusterConfig[]): string[] {
  const names = clusters.map(({ name }) => name);
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map(
    name =>
      `kubernetes.clusterLocatorMethods: cluster '${name}' is there twice`,
  );
}

/**
 * Reads the clusters of `kubernetes.clusterLocatorMethods`. All that cannot be used is reported together, each problem
 * with its key.
 */
export function readClusterConfigs(config: Config): ClusterConfig[] {
  const methods = z
    .array(z.unknown())
    .catch([])
    .parse(config.getOptional('kubernetes.clusterLocatorMethods') ?? []);
  const readings = methods.map((method, index) =>
    readLocator(method, `kubernetes.clusterLocatorMethods[${index}]`),
  );
  const clusters = readings.flatMap(reading => reading.clusters);
  const problems = [
    ...readings.flatMap(reading => reading.problems),
    ...findDuplicates(clusters),
  ];
  if (problems.length > 0) {
    throw new InputError(
      `The configuration of the clusters is not usable:\n${problems
        .map(problem => `  ${problem}`)
        .join('\n')}`,
    );
  }
  return clusters;
}
