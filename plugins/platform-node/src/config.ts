import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  Environment,
  Ownership,
} from '@golden-path/plugin-platform-common';
import { z } from 'zod';
import { readClusterConfigs } from './clusterConfig';
import { describeConfigIssues } from './describeConfigIssues';

/** Where the repositories of new services are made. */
export interface RepositoriesConfig {
  /** Host of a GitHub integration, with its port where it has one. */
  readonly host: string;
  /** The organisation or user. */
  readonly owner: string;
}

/** The `platform` key of the configuration, read once. */
export interface PlatformConfig {
  /** In the order of promotion. */
  readonly environments: Environment[];
  /** Entity references of the groups and users that operate the platform. */
  readonly admins: string[];
  readonly ownership: Ownership[];
  readonly repositories?: RepositoriesConfig;
  /** The image that a new service runs until its first build, pinned by digest. */
  readonly starterImage?: string;
}

const groupOrUserRef = z
  .string()
  .regex(
    /^(group|user):[a-z0-9-_.]+\/[a-z0-9-_.]+$/i,
    'expected the full reference of a group or user, such as group:default/team-platform',
  );

const groupRef = z
  .string()
  .regex(
    /^group:[a-z0-9-_.]+\/[a-z0-9-_.]+$/i,
    'expected the full reference of a group, such as group:default/team-orders',
  );

const environmentSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/,
      'expected 1 to 22 lowercase letters, digits and hyphens, starting with a letter',
    ),
  cluster: z.string().min(1),
  argocd: z.string().min(1),
  promoteFrom: z.string().optional(),
  approval: z
    .strictObject({
      approvers: z.array(groupOrUserRef).min(1),
      required: z.number().int().min(1),
    })
    .optional(),
});

const platformSchema = z.strictObject({
  environments: z.array(environmentSchema).default([]),
  admins: z.array(groupOrUserRef).default([]),
  ownership: z
    .array(
      z.strictObject({
        group: groupRef,
        namespaces: z.array(z.string()).default([]),
        projects: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  repositories: z
    .strictObject({ host: z.string().min(1), owner: z.string().min(1) })
    .optional(),
  starterImage: z
    .string()
    .regex(
      /^\S+@sha256:[a-f0-9]{64}$/,
      'expected an image pinned by digest: <repository>@sha256:<64 hexadecimal digits>',
    )
    .optional(),
});

function findContradictions(
  environments: readonly Environment[],
  clusters: readonly string[],
): string[] {
  return environments.flatMap((environment, index) => {
    const key = `platform.environments[${index}]`;
    const earlier = environments.slice(0, index).map(({ name }) => name);
    const problems: string[] = [];
    if (earlier.includes(environment.name)) {
      problems.push(`${key}.name: '${environment.name}' is there twice`);
    }
    if (
      environment.promoteFrom !== undefined &&
      !earlier.includes(environment.promoteFrom)
    ) {
      problems.push(
        `${key}.promoteFrom: '${environment.promoteFrom}' is not an environment before '${environment.name}'`,
      );
    }
    if (!clusters.includes(environment.cluster)) {
      problems.push(
        `${key}.cluster: '${
          environment.cluster
        }' is not in kubernetes.clusterLocatorMethods (${
          clusters.join(', ') || 'no clusters'
        })`,
      );
    }
    return problems;
  });
}

/**
 * Reads the `platform` key. All that is wrong with it is reported together, each problem with its key.
 */
export function readPlatformConfig(config: Config): PlatformConfig {
  const parsed = platformSchema.safeParse(config.getOptional('platform') ?? {});
  const problems = parsed.success
    ? findContradictions(
        parsed.data.environments,
        readClusterConfigs(config).map(({ name }) => name),
      )
    : describeConfigIssues(parsed.error, 'platform');
  if (!parsed.success || problems.length > 0) {
    throw new InputError(
      `The configuration of the platform is not valid:\n${problems
        .map(problem => `  ${problem}`)
        .join('\n')}`,
    );
  }
  return parsed.data;
}
