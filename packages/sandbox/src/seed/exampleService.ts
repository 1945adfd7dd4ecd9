/** The environments of the example organisation, in the order of promotion. */
export const exampleEnvironments = [
  'development',
  'staging',
  'production',
] as const;

export type ExampleEnvironment = (typeof exampleEnvironments)[number];

export type ExampleTeam =
  | 'team-orders'
  | 'team-payments'
  | 'team-commerce'
  | 'team-platform';

/** People who write commits. */
export type ExampleAuthor = 'ana' | 'ben' | 'pia';

export type ExampleLanguage = 'nodejs' | 'go' | 'java' | 'python';

/** A version of a service, and the change that it brought. */
export interface ExampleRelease {
  readonly version: string;
  /** The message of its commit, and its line in the change log. */
  readonly summary: string;
  readonly author: ExampleAuthor;
  /** ISO 8601 day and hour. */
  readonly date: string;
}

/** An API that the repository of a service defines. */
export interface ExampleApi {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly type: 'openapi' | 'grpc';
  /** For `openapi`: the resource that its paths are about, in the plural. */
  readonly resource: string;
}

/** One row of the example organisation: everything about a component is generated from it. */
export interface ExampleService {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly owner: ExampleTeam;
  readonly system: string;
  readonly type: 'service' | 'website' | 'library';
  readonly lifecycle: 'production' | 'experimental' | 'deprecated';
  readonly language: ExampleLanguage;
  readonly tags: readonly string[];
  /** What runs it in the cluster; a library runs nowhere. */
  readonly workload: 'Deployment' | 'Rollout' | 'CronJob' | 'none';
  /** How a Rollout takes a new version in, in production. */
  readonly canary?: {
    readonly steps: readonly object[];
    /** Whether the steps measure something. */
    readonly isMeasured?: boolean;
  };
  /** The name by which people reach it. */
  readonly host?: string;
  /** How Argo CD gets to know of it; one Application per environment unless told otherwise. */
  readonly delivery?: 'application-set' | 'two-sources';
  /** A second place in production, beside the first. */
  readonly secondRegion?: 'eu';
  /** Whether its repository takes changes by approved pull requests only. */
  readonly isProtected?: boolean;
  /** How long a new version may take to come up; a minute unless told otherwise. */
  readonly progressDeadlineSeconds?: number;
  readonly port: number;
  readonly dependsOn: readonly string[];
  readonly providesApis: readonly string[];
  readonly consumesApis: readonly string[];
  /** The API that its own repository defines. Other provided APIs are defined in `catalog/apis`. */
  readonly definesApi?: ExampleApi;
  /** Annotations beyond those that every service has. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** What the documentation says beyond the common parts: a paragraph each. */
  readonly documentation: readonly string[];
  /** Oldest first. */
  readonly releases: readonly ExampleRelease[];
  /** The version that Git says for each environment. */
  readonly versions: Readonly<Record<ExampleEnvironment, string>>;
  /** Versions that an environment had before the one that it has. */
  readonly earlierVersions?: Readonly<
    Partial<Record<ExampleEnvironment, readonly string[]>>
  >;
  /**
   * Where the cluster runs an older state of the repository than its newest commit: the tag of that state. For
   * environments that are synced by hand.
   */
  readonly syncedTags?: Readonly<Partial<Record<ExampleEnvironment, string>>>;
}

/** The short name of a team, with which its namespaces and its project begin. */
export function areaOfTeam(team: ExampleTeam): string {
  return team.replace(/^team-/, '');
}

/** The namespace where the services of a team run in an environment. */
export function namespaceOfTeam(
  team: ExampleTeam,
  environment: ExampleEnvironment,
): string {
  return `${areaOfTeam(team)}-${environment}`;
}

/** The AppProject of a team. */
export function projectOfTeam(team: ExampleTeam): string {
  return `${areaOfTeam(team)}-project`;
}
