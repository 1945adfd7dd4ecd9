import type {
  Commit,
  Deployment,
  EnvironmentDistance,
  HistoryEntryDetail,
  Source,
} from '@golden-path/plugin-argocd-common';
import {
  parseRepositoryUrl,
  type Environment,
} from '@golden-path/plugin-platform-common';
import type {
  CommitHistory,
  RepositoryCommit,
  RepositorySlug,
} from '@golden-path/plugin-platform-node';
import { LRUCache } from 'lru-cache';
import type { ChangeAnnouncer } from './ChangeAnnouncer';
import type { DeploymentCommits } from './DeploymentCommits';
import type { ServiceEntity } from './ServiceEntity';

/** Options of {@link DefaultDeploymentCommits.create}. */
export interface DeploymentCommitsOptions {
  announcer: Pick<ChangeAnnouncer, 'announce'>;
  commitHistory: CommitHistory;
  /** In the order of promotion. */
  environments: readonly Environment[];
  /** The hosts that commits are read from. */
  hosts: readonly string[];
  /** A clock that never goes back, in milliseconds. */
  now?: () => number;
}

interface RepositoryRevision {
  repository: RepositorySlug;
  revision: string;
}

/** After this time, a revision that did not arrive is taken for one that does not come. */
const patienceMilliseconds = 15_000;

// What may name a commit for good: others, such as `latest`, are names that move.
const fixedRevision = /^([0-9a-f]{40}|v?\d+(\.\d+){1,3}([-+][\w.-]+)?)$/;

/** Looks commits up in what GitHub has told, asks for the others in the background, and announces when they arrive. */
export class DefaultDeploymentCommits implements DeploymentCommits {
  readonly #options: DeploymentCommitsOptions;
  /** Who has asked for a revision that is not known, and since when. */
  readonly #awaited = new LRUCache<
    string,
    { since: number; entityRefs: Set<string> }
  >({ max: 10_000 });

  private constructor(options: DeploymentCommitsOptions) {
    this.#options = options;
  }

  static create(options: DeploymentCommitsOptions): DefaultDeploymentCommits {
    const commits = new DefaultDeploymentCommits(options);
    options.commitHistory.subscribe(arrival => commits.#announce(arrival));
    return commits;
  }

  /** {@inheritDoc DeploymentCommits.distancesOf} */
  distancesOf(
    entity: ServiceEntity,
    deployments: readonly Deployment[],
  ): EnvironmentDistance[] {
    const { environments } = this.#options;
    return environments.flatMap(({ name: to, promoteFrom }, index) => {
      const from = promoteFrom ?? environments[index - 1]?.name;
      const [head, base] = [from, to].map(name =>
        this.#running(
          entity,
          deployments.find(
            ({ environment, confirmed }) => confirmed && environment === name,
          ),
        ),
      );
      const distance =
        head && base && isSameRepository(head.repository, base.repository)
          ? this.#options.commitHistory.distance(base.repository, {
              base: base.revision,
              head: head.revision,
            })
          : undefined;
      return distance ? [{ from, to, ...distance }] : [];
    });
  }

  /** {@inheritDoc DeploymentCommits.historyOf} */
  historyOf(
    entity: ServiceEntity,
    deployment: Deployment,
  ): { history: HistoryEntryDetail[]; sources: Source[] } {
    const repository = this.#repositoryOf(deployment);
    const history = deployment.history.map((entry, index) => ({
      ...entry,
      isCurrent: index === 0,
      commit:
        repository &&
        this.#commitOf(entity, { repository, revision: entry.revision }),
    }));
    // The version of a chart is no commit, and misses none.
    const missing = history.filter(
      ({ commit, revision }) => !commit && fixedRevision.test(revision),
    );
    return {
      history,
      sources:
        repository && history.length > 0
          ? [
              this.#sourceOf(
                missing.map(({ revision }) => ({ repository, revision })),
              ),
            ]
          : [],
    };
  }

  /** What a deployment runs: the commit or the version of its image, else what Git asked for. */
  #running(
    entity: ServiceEntity,
    deployment: Deployment | undefined,
  ): RepositoryRevision | undefined {
    const repository = deployment && this.#repositoryOf(deployment);
    if (!repository) {
      return undefined;
    }
    const [image] = deployment.images;
    if (image?.tag && fixedRevision.test(image.tag)) {
      const built = {
        repository: builtFrom(entity, repository),
        revision: image.tag,
      };
      // Until it is known that the tag means nothing, another revision would give a distance that is wrong.
      if (this.#commitOf(entity, built) || this.#isAwaited(built)) {
        return built;
      }
    }
    const { revision } = deployment.sync;
    return revision && this.#commitOf(entity, { repository, revision })
      ? { repository, revision }
      : undefined;
  }

  /** Only where the application is confirmed: anybody could point an entity at a repository that is not theirs. */
  #repositoryOf({ confirmed, links }: Deployment): RepositorySlug | undefined {
    const repository =
      confirmed && links.repository
        ? parseRepositoryUrl(links.repository)
        : undefined;
    return repository && this.#options.hosts.includes(repository.host)
      ? repository
      : undefined;
  }

  #commitOf(
    { entityRef }: ServiceEntity,
    { repository, revision }: RepositoryRevision,
  ): Commit | undefined {
    if (!fixedRevision.test(revision)) {
      return undefined;
    }
    const { commitHistory, now = monotonicNow } = this.#options;
    const id = idOf({ repository, revision });
    const commit = commitHistory.commit(repository, revision);
    if (commit) {
      this.#awaited.delete(id);
      return commitDetailOf(commit, revision);
    }
    const awaited = this.#awaited.get(id) ?? {
      since: now(),
      entityRefs: new Set<string>(),
    };
    awaited.entityRefs.add(entityRef);
    this.#awaited.set(id, awaited);
    commitHistory.request(repository, [revision]);
    return undefined;
  }

  #isAwaited(revision: RepositoryRevision): boolean {
    const { now = monotonicNow } = this.#options;
    const awaited = this.#awaited.peek(idOf(revision));
    return (
      awaited !== undefined && now() - awaited.since < patienceMilliseconds
    );
  }

  #sourceOf(missing: RepositoryRevision[]): Source {
    const name = 'GitHub';
    if (missing.length === 0) {
      return { name, status: 'live' };
    }
    return missing.some(revision => this.#isAwaited(revision))
      ? { name, status: 'warming' }
      : {
          name,
          status: 'unavailable',
          message: `${missing.length} of the commits are not known: GitHub does not answer, or the portal may not read the repository`,
        };
  }

  #announce(arrival: RepositoryRevision): void {
    const id = idOf(arrival);
    const entityRefs = this.#awaited.peek(id)?.entityRefs ?? [];
    this.#awaited.delete(id);
    for (const entityRef of entityRefs) {
      this.#options.announcer.announce(entityRef);
    }
  }
}

/** The entity's own repository, where its manifests are kept apart from its code. */
function builtFrom(
  { projectSlug }: ServiceEntity,
  { host, ...manifests }: RepositorySlug,
): RepositorySlug {
  return (
    (projectSlug && parseRepositoryUrl(`https://${host}/${projectSlug}`)) || {
      host,
      ...manifests,
    }
  );
}

function commitDetailOf(
  { title, author, date, url }: RepositoryCommit,
  revision: string,
): Commit {
  return {
    revision,
    title,
    author: author.name,
    authorAvatarUrl: author.avatarUrl,
    date,
    url,
  };
}

function idOf({ repository, revision }: RepositoryRevision): string {
  const { host, owner, repo } = repository;
  return `${host}/${owner}/${repo}@${revision}`.toLowerCase();
}

function isSameRepository(left: RepositorySlug, right: RepositorySlug) {
  return (
    idOf({ repository: left, revision: '' }) ===
    idOf({ repository: right, revision: '' })
  );
}

function monotonicNow(): number {
  return performance.now();
}
