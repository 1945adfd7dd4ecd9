import { setTimeout as sleep } from 'node:timers/promises';
import type { GitRepositories } from '../argoCd/GitRepositories.ts';
import { repeat } from '../repeat.ts';
import { ActionsClient, RefusedRequest } from './ActionsClient.ts';
import { BuildRecord } from './BuildRecord.ts';
import { builtImage, type BuiltImage } from './builtImage.ts';
import { commitToBuild } from './commitToBuild.ts';
import { isOwnImage, withImage } from './overlayImage.ts';
import { developmentOverlay, readPushedFiles } from './readPushedFiles.ts';

const lookMilliseconds = 1000;
/** After so long a build that did not come to an end is begun again. */
const retryMilliseconds = 15_000;
/** How often a deployment is tried again when somebody else has moved the branch meanwhile. */
const attempts = 5;

export interface CiPlayerOptions {
  readonly gitHub: { readonly url: string; readonly actionsToken: string };
  /** Followed by the Argo CD player already: what it polls is looked at here too. */
  readonly repositories: Pick<
    GitRepositories,
    'urls' | 'resolve' | 'tags' | 'commitsSince' | 'withFiles'
  >;
  /** Where it is remembered what has been built. */
  readonly recordFile: string;
  /** How long a build takes. */
  readonly buildMilliseconds: number;
  readonly signal: AbortSignal;
  log(message: string): void;
}

/** A repository and the head of its default branch. */
interface Pushed {
  readonly url: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly head: string;
}

/** What is to be built of a push. */
interface Build extends Pushed {
  readonly commit: string;
  readonly image: BuiltImage;
}

/**
 * Plays the pipelines of the services: a push to the default branch is built, and its image written into the development
 * overlay.
 */
export class CiPlayer {
  readonly #options: CiPlayerOptions;
  readonly #record: BuildRecord;
  readonly #client: ActionsClient;
  readonly #loop: Promise<void>;
  /** By repository: one after the other, as a workflow with a concurrency group. */
  readonly #running = new Map<string, Promise<void>>();

  static async start(options: CiPlayerOptions): Promise<CiPlayer> {
    return new CiPlayer(options, await BuildRecord.open(options.recordFile));
  }

  private constructor(options: CiPlayerOptions, record: BuildRecord) {
    const { gitHub, signal, log } = options;
    this.#options = options;
    this.#record = record;
    this.#client = new ActionsClient({
      url: gitHub.url,
      token: gitHub.actionsToken,
      signal,
    });
    this.#loop = repeat(() => this.#look(), {
      milliseconds: lookMilliseconds,
      signal,
      onError: error => log(`CI player: ${error}`),
    });
  }

  /** Ends when all that was begun has ended; the signal of the options must have come before. */
  async stop(): Promise<void> {
    await this.#loop;
    await Promise.all(this.#running.values());
  }

  /** Looks at one repository after the other, so that a start is not slowed down; builds go on meanwhile. */
  async #look(): Promise<void> {
    const { gitHub, repositories } = this.#options;
    const base = `${gitHub.url.replace(/\/+$/, '')}/`;
    for (const url of repositories.urls()) {
      const repository = url.slice(base.length).replace(/\.git$/, '');
      const { commit: head } = repositories.resolve(url);
      if (
        url.startsWith(base) &&
        head &&
        head !== this.#record.headOf(repository) &&
        !this.#running.has(repository)
      ) {
        await this.#follow({ url, repository, head });
      }
    }
  }

  /** All that comes of a push. It is done again where it cannot be known how it went. */
  async #follow(pushed: Pushed): Promise<void> {
    const { repository, head } = pushed;
    const { signal, log } = this.#options;
    const build = await this.#plan(pushed);
    if (!build) {
      await this.#record.add(repository, head);
      return;
    }
    const running = this.#run(build)
      .then(() => this.#record.add(repository, head))
      .catch(async error => {
        if (!signal.aborted) {
          log(`CI player: ${repository}: ${error}`);
        }
        // The only error of the pause is the signal, after which nothing is done any more.
        await sleep(retryMilliseconds, undefined, { signal }).catch(() => {});
      })
      .finally(() => this.#running.delete(repository));
    this.#running.set(repository, running);
  }

  async #plan(pushed: Pushed): Promise<Build | undefined> {
    const { repositories } = this.#options;
    const { url, repository, head } = pushed;
    const service = repository.slice(repository.indexOf('/') + 1);
    const files = await repositories.withFiles(
      { url, commit: head },
      directory => readPushedFiles(directory, service),
    );
    const from = this.#record.headOf(repository);
    // What ran when this player came is not built again; a new service has yet to build its first image.
    if (!files || (from === undefined && isOwnImage(files.image))) {
      return undefined;
    }
    const commits = await repositories.commitsSince({ url, from, to: head });
    const commit = commitToBuild(commits, files.ignored)?.id;
    if (!commit) {
      return undefined;
    }
    const { image, deployedTags } = files;
    const gitTags = repositories.tags(url);
    return {
      ...pushed,
      commit,
      image: builtImage({ commit, image, gitTags, deployedTags }),
    };
  }

  async #run(build: Build): Promise<void> {
    const { buildMilliseconds, signal, log } = this.#options;
    const { repository, commit, image } = build;
    const check = await this.#client.beginCheck(repository, commit);
    await sleep(buildMilliseconds, undefined, { signal });
    try {
      if (image.gitTag) {
        await this.#client.tag(repository, image.gitTag, commit);
      }
      await this.#deploy(build);
    } catch (error) {
      if (!(error instanceof RefusedRequest)) {
        throw error;
      }
      const { message: title } = error;
      await this.#client.endCheck(repository, check, {
        conclusion: 'failure',
        title,
      });
      log(`CI player: ${repository}: ${title}`);
      return;
    }
    const title = `Deployed ${image.label} to development`;
    await this.#client.endCheck(repository, check, {
      conclusion: 'success',
      title,
    });
    log(`CI player: ${repository}: ${title}`);
  }

  async #deploy(build: Build): Promise<void> {
    const { repository, commit, image } = build;
    const service = repository.slice(repository.indexOf('/') + 1);
    const path = developmentOverlay;
    const branch = await this.#client.defaultBranch(repository);
    const subject = `Deploy ${image.label} to development`;
    const message =
      'newTag' in image.reference
        ? `${subject}\n\nSource-commit: ${commit}`
        : subject;
    for (let attempt = 1; ; attempt += 1) {
      const head = await this.#client.headOf(repository, branch);
      const place = { path, commit: head };
      const before = await this.#client.readFile(repository, place);
      const content = withImage(before, service, image.reference);
      if (content === before) {
        return;
      }
      try {
        const change = { branch, head, message, path, content };
        await this.#client.commitFile(repository, change);
        return;
      } catch (error) {
        const isOvertaken =
          error instanceof RefusedRequest && /fast forward/.test(error.message);
        if (!isOvertaken || attempt === attempts) {
          throw error;
        }
      }
    }
  }
}
