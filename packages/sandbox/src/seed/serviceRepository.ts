import { exampleAuthors } from './exampleAuthors.ts';
import {
  exampleEnvironments,
  type ExampleAuthor,
  type ExampleEnvironment,
  type ExampleRelease,
  type ExampleService,
} from './exampleService.ts';
import { apiFiles } from './files/apiFiles.ts';
import { catalogInfo } from './files/catalogInfo.ts';
import { documentationFiles, readmeFile } from './files/documentationFiles.ts';
import { kubernetesFiles, overlayFile } from './files/kubernetesFiles.ts';
import { sourceFiles } from './files/sourceFiles.ts';
import type { CommitSeed, RepositorySeed } from './repositorySeed.ts';

const hour = 60 * 60 * 1000;

/** How long after its release a version is deployed to an environment. */
const deployedAfter = {
  development: 0,
  staging: 26 * hour,
  production: 75 * hour,
} satisfies Record<ExampleEnvironment, number>;

function later(date: string, milliseconds: number): string {
  return new Date(Date.parse(date) + milliseconds).toISOString();
}

function changeLog(releases: readonly ExampleRelease[]): string {
  const entries = [...releases]
    .reverse()
    .map(
      release =>
        `## ${release.version} (${release.date.slice(0, 10)})\n\n- ${
          release.summary
        }\n`,
    );
  return `# Changes\n\n${entries.join('\n')}`;
}

function commit(options: {
  message: string;
  author: ExampleAuthor;
  date: string;
  files: CommitSeed['files'];
}): CommitSeed {
  return {
    ...options,
    author: exampleAuthors[options.author],
    date: later(options.date, 0),
  };
}

function firstCommits(service: ExampleService): [CommitSeed, CommitSeed] {
  const [first] = service.releases;
  if (!first) {
    throw new Error(
      `The example service ${service.name} has no release: give it at least one`,
    );
  }
  return [
    commit({
      message: first.summary,
      author: first.author,
      date: first.date,
      files: {
        ...readmeFile(service),
        'catalog-info.yaml': catalogInfo(service),
        'CHANGELOG.md': changeLog([first]),
        ...sourceFiles(service, first.version),
        ...apiFiles(service, first.version),
        ...kubernetesFiles(service, first.version),
      },
    }),
    commit({
      message: 'Say what the service does and how to run it',
      author: first.author,
      date: later(first.date, 29 * hour),
      files: documentationFiles(service),
    }),
  ];
}

function releaseCommit(service: ExampleService, index: number): CommitSeed {
  const release = service.releases[index];
  return commit({
    message: release.summary,
    author: release.author,
    date: release.date,
    files: {
      'CHANGELOG.md': changeLog(service.releases.slice(0, index + 1)),
      ...sourceFiles(service, release.version),
      ...apiFiles(service, release.version),
      ...(service.workload === 'none'
        ? {}
        : overlayFile(service, 'development', release.version)),
    },
  });
}

function deploymentCommit(
  service: ExampleService,
  environment: ExampleEnvironment,
  options: { version: string; after: ExampleRelease },
): CommitSeed {
  const { version, after } = options;
  return commit({
    message: `Deploy ${version} to ${environment}`,
    author: after.author,
    date: later(after.date, deployedAfter[environment]),
    files: overlayFile(service, environment, version),
  });
}

function deploymentCommits(
  service: ExampleService,
  release: ExampleRelease,
): CommitSeed[] {
  if (service.workload === 'none') {
    return [];
  }
  const isLast = release === service.releases.at(-1);
  const released = service.releases.map(({ version }) => version);
  return exampleEnvironments.flatMap(environment => {
    const version = service.versions[environment];
    const earlier = service.earlierVersions?.[environment] ?? [];
    // A version that was never released is what somebody mistyped after the last release.
    const isMistyped = isLast && !released.includes(version);
    const isReached =
      environment !== 'development' &&
      [...earlier, version].includes(release.version);
    const reached = isReached
      ? [
          deploymentCommit(service, environment, {
            version: release.version,
            after: release,
          }),
        ]
      : [];
    const mistyped = isMistyped
      ? [deploymentCommit(service, environment, { version, after: release })]
      : [];
    return [...reached, ...mistyped];
  });
}

/**
 * The repository of a service. Its first version starts in all environments; each later one goes to development with
 * its commit, and further where the table of services says that it has got there.
 */
export function serviceRepository(service: ExampleService): RepositorySeed {
  const [added, documented] = firstCommits(service);
  const tagged = new Map([[service.releases[0].version, documented]]);
  const commits = [added, documented];
  service.releases.slice(1).forEach((release, index) => {
    const released = releaseCommit(service, index + 1);
    tagged.set(release.version, released);
    commits.push(released, ...deploymentCommits(service, release));
  });
  commits.sort((a, b) => a.date.localeCompare(b.date));
  return {
    owner: 'acme',
    name: service.name,
    description: service.description,
    topics: [service.owner, ...service.tags],
    defaultBranch: 'main',
    isProtected: service.isProtected,
    commits,
    tags: Object.fromEntries(
      Array.from(tagged, ([tag, at]) => [tag, commits.indexOf(at)]),
    ),
  };
}
