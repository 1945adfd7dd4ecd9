import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** An Argo CD whose Application resources are read from the cluster that it runs in. */
export interface ClusterInstanceConfig {
  readonly type: 'cluster';
  readonly name: string;
  /** A name from `kubernetes.clusterLocatorMethods`. */
  readonly cluster: string;
  readonly namespace: string;
  readonly frontendUrl?: string;
}

/** An Argo CD that is reached by its API server. */
export interface ServerInstanceConfig {
  readonly type: 'server';
  readonly name: string;
  readonly url: string;
}

/** The `argocd` key of the configuration, read once. */
export interface ArgocdConfig {
  /** Whether the portal must not change anything by Argo CD. */
  readonly readOnly: boolean;
  readonly instances: (ClusterInstanceConfig | ServerInstanceConfig)[];
}

const webAddress = z
  .url({ protocol: /^https?$/, error: 'expected an http or https address' })
  .transform(url => url.replace(/\/+$/, ''));

const clusterInstanceSchema = z.strictObject({
  name: z.string().min(1),
  cluster: z.string().min(1),
  namespace: z.string().min(1).default('argocd'),
  frontendUrl: webAddress.optional(),
});

const serverInstanceSchema = z.strictObject({
  name: z.string().min(1),
  url: webAddress,
  token: z.string().min(1),
});

// This key belongs to the public Argo CD plugins: what else is in it is not our business.
const appLocatorMethodsSchema = z.array(
  z.object({
    type: z.string(),
    instances: z
      .array(z.object({ name: z.string().min(1), url: webAddress }))
      .default([]),
  }),
);

const instancesSchema = z.object({ instances: z.array(z.unknown()) });

const argocdSchema = z.strictObject({
  readOnly: z.boolean().default(false),
  instances: z.array(z.unknown()).default([]),
  appLocatorMethods: appLocatorMethodsSchema.default([]),
});

/**
 * Reads the `argocd` key. All that is wrong with it is reported together, each problem with its key.
 *
 * @param clusters - the names of the known clusters
 */
export function readArgocdConfig(
  config: Config,
  clusters: readonly string[],
): ArgocdConfig {
  const value = config.getOptional('argocd') ?? {};
  const parsed = argocdSchema.safeParse(value);
  const problems = parsed.success
    ? []
    : describeIssues(parsed.error, ['argocd']);
  // Read apart, so that a problem elsewhere does not hide those in here.
  const listed = instancesSchema.safeParse(value).data?.instances ?? [];
  const instances = listed.flatMap((entry, index) => {
    const reading = readInstance(entry, `argocd.instances[${index}]`);
    problems.push(...reading.problems);
    return reading.instance ?? [];
  });
  const located = (parsed.data?.appLocatorMethods ?? [])
    .filter(({ type }) => type === 'config')
    .flatMap(method => method.instances)
    .map(({ name, url }) => ({ type: 'server' as const, name, url }));
  const all = [...instances, ...located];
  problems.push(...findContradictions(all, clusters));
  if (!parsed.success || problems.length > 0) {
    throw new InputError(
      `The configuration of Argo CD is not valid:\n${problems
        .map(problem => `  ${problem}`)
        .join('\n')}`,
    );
  }
  return { readOnly: parsed.data.readOnly, instances: all };
}

interface InstanceReading {
  instance?: ClusterInstanceConfig | ServerInstanceConfig;
  problems: string[];
}

function readInstance(value: unknown, key: string): InstanceReading {
  // The key `url` tells the two kinds apart, so that a problem is told for the kind that was meant.
  const isServer =
    typeof value === 'object' && value !== null && 'url' in value;
  if (isServer) {
    const parsed = serverInstanceSchema.safeParse(value);
    return parsed.success
      ? {
          instance: {
            type: 'server',
            name: parsed.data.name,
            url: parsed.data.url,
          },
          problems: [],
        }
      : { problems: describeIssues(parsed.error, [key]) };
  }
  const parsed = clusterInstanceSchema.safeParse(value);
  return parsed.success
    ? { instance: { type: 'cluster', ...parsed.data }, problems: [] }
    : { problems: describeIssues(parsed.error, [key]) };
}

function describeIssues(error: z.ZodError, prefix: string[]): string[] {
  return error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(
          key =>
            `${keyOf([...prefix, ...issue.path, key])}: there is no such key`,
        )
      : [`${keyOf([...prefix, ...issue.path])}: ${issue.message}`],
  );
}

function keyOf(path: PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1);
}

function findContradictions(
  instances: ArgocdConfig['instances'],
  clusters: readonly string[],
): string[] {
  return instances.flatMap((instance, index) => {
    const problems: string[] = [];
    if (instances.findIndex(({ name }) => name === instance.name) !== index) {
      problems.push(
        `argocd.instances: the name '${instance.name}' is there twice`,
      );
    }
    if (instance.type === 'cluster' && !clusters.includes(instance.cluster)) {
      const known = clusters.join(', ') || 'no clusters';
      problems.push(
        `argocd.instances: the cluster '${instance.cluster}' of '${instance.name}' is not in kubernetes.clusterLocatorMethods (${known})`,
      );
    }
    return problems;
  });
}
