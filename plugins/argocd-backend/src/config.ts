import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import {
  deliverySchema,
  findUnknownEnvironments,
  type DeliveryConfig,
} from './deliveryConfig';

/** An Argo CD whose Application resources are read from the cluster that it runs in. */
export interface ClusterInstanceConfig {
  readonly type: 'cluster';
  readonly name: string;
  /** A name from `kubernetes.clusterLocatorMethods`. */
  readonly cluster: string;
  /** Where Argo CD runs. */
  readonly namespace: string;
  /** What Argo CD calls "applications in any namespace": further namespaces, or `*` for all. */
  readonly applicationNamespaces: readonly string[] | '*';
  readonly frontendUrl?: string;
}

/** An Argo CD that is reached by its API server. */
export interface ServerInstanceConfig {
  readonly type: 'server';
  readonly name: string;
  readonly url: string;
  readonly token: string;
  /** A name from `kubernetes.clusterLocatorMethods`: the cluster that this Argo CD calls `in-cluster`. */
  readonly cluster?: string;
  readonly frontendUrl: string;
}

/** The `argocd` key of the configuration, read once. */
export interface ArgocdConfig {
  /** Whether the portal must not change anything by Argo CD. */
  readonly readOnly: boolean;
  readonly delivery: DeliveryConfig;
  readonly instances: (ClusterInstanceConfig | ServerInstanceConfig)[];
}

const webAddress = z
  .url({ protocol: /^https?$/, error: 'expected an http or https address' })
  .transform(url => url.replace(/\/+$/, ''));

// A namespace becomes a part of paths.
const namespaceName = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
  error: 'expected the name of a namespace',
});

const clusterInstanceSchema = z.strictObject({
  name: z.string().min(1),
  cluster: z.string().min(1),
  namespace: namespaceName.default('argocd'),
  applicationNamespaces: z
    .union([z.literal('*'), z.array(namespaceName)], {
      error: "expected names of namespaces, or '*' for all",
    })
    .default([]),
  frontendUrl: webAddress.optional(),
});

const passwordProblem =
  'user name and password are not supported: create an Argo CD account with an API key and give the instance its token';

const noPassword = z.undefined({ error: passwordProblem }).optional();

const serverInstanceFields = {
  name: z.string().min(1),
  url: webAddress,
  token: z.string({ error: 'a token is needed' }).min(1),
  allowInsecure: z.boolean().default(false),
  username: noPassword,
  password: noPassword,
};

const serverInstanceSchema = z
  .strictObject({
    ...serverInstanceFields,
    inCluster: z.string().min(1).optional(),
    frontendUrl: webAddress.optional(),
  })
  .superRefine(refuseInsecure);

// This key belongs to the public Argo CD plugins: what else is in it is not our business.
const appLocatorMethodsSchema = z.array(
  z.object({
    type: z.string(),
    instances: z.array(z.unknown()).default([]),
  }),
);

const locatedInstanceSchema = z
  .object(serverInstanceFields)
  .superRefine(refuseInsecure);

/** Whoever reads the network in between would read the token. */
function refuseInsecure(
  { url, allowInsecure }: { url: string; allowInsecure: boolean },
  context: z.RefinementCtx,
): void {
  const { protocol, hostname } = new URL(url);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol === 'http:' && !isLocal && !allowInsecure) {
    context.addIssue({
      code: 'custom',
      path: ['url'],
      message:
        'the token would be sent unencrypted: use https, or set allowInsecure: true for a network that you trust',
    });
  }
}

const methodsSchema = z.object({ appLocatorMethods: appLocatorMethodsSchema });

const instancesSchema = z.object({ instances: z.array(z.unknown()) });

const argocdSchema = z.strictObject({
  readOnly: z.boolean().default(false),
  delivery: deliverySchema.default({ default: 'commit', environments: {} }),
  instances: z.array(z.unknown()).default([]),
  appLocatorMethods: appLocatorMethodsSchema.default([]),
  // Keys of the public plugins.
  username: noPassword,
  password: noPassword,
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
  const located = (
    methodsSchema.safeParse(value).data?.appLocatorMethods ?? []
  ).flatMap((method, index) => {
    const key = `argocd.appLocatorMethods[${index}].instances`;
    const entries = method.type === 'config' ? method.instances : [];
    return entries.flatMap((entry, place) => {
      const reading = readServer(locatedInstanceSchema, {
        value: entry,
        key: `${key}[${place}]`,
      });
      problems.push(...reading.problems);
      return reading.instance ?? [];
    });
  });
  const all = [...instances, ...located];
  problems.push(
    ...findContradictions(all, clusters),
    ...findUnknownEnvironments(config, parsed.data?.delivery),
  );
  if (!parsed.success || problems.length > 0) {
    throw new InputError(
      `The configuration of Argo CD is not valid:\n${problems
        .map(problem => `  ${problem}`)
        .join('\n')}`,
    );
  }
  const { readOnly, delivery } = parsed.data;
  return { readOnly, delivery, instances: all };
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
    return readServer(serverInstanceSchema, { value, key });
  }
  const parsed = clusterInstanceSchema.safeParse(value);
  return parsed.success
    ? { instance: { type: 'cluster', ...parsed.data }, problems: [] }
    : { problems: describeIssues(parsed.error, [key]) };
}

function readServer(
  schema: typeof serverInstanceSchema | typeof locatedInstanceSchema,
  { value, key }: { value: unknown; key: string },
): InstanceReading {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { instance: serverInstanceOf(parsed.data), problems: [] }
    : { problems: describeIssues(parsed.error, [key]) };
}

function serverInstanceOf(instance: {
  name: string;
  url: string;
  token: string;
  inCluster?: string;
  frontendUrl?: string;
}): ServerInstanceConfig {
  const { name, url, token, inCluster, frontendUrl = url } = instance;
  return { type: 'server', name, url, token, cluster: inCluster, frontendUrl };
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
    if (
      instance.cluster !== undefined &&
      !clusters.includes(instance.cluster)
    ) {
      const known = clusters.join(', ') || 'no clusters';
      problems.push(
        `argocd.instances: the cluster '${instance.cluster}' of '${instance.name}' is not in kubernetes.clusterLocatorMethods (${known})`,
      );
    }
    return problems;
  });
}
