import { ForwardedError, isError } from '@backstage/errors';
import type { PlanCommits } from '@golden-path/plugin-operations-common';
import type {
  RepositoryCommit,
  RepositorySlug,
  RepositoryWriterService,
} from '@golden-path/plugin-platform-node';

// What names a commit for good; other names move.
const fixedRevision = /^([0-9a-f]{40}|v?\d+(\.\d+){1,3}([-+][\w.-]+)?)$/;

/** How many commits a plan lists. */
const limit = 20;

/** What {@link commitsOf} compares. */
export interface RevisionRange {
  readonly slug: RepositorySlug;
  readonly from?: string;
  readonly to?: string;
}

/** The commits that come or go, and why they are not known where that is worth telling. */
export interface CommitsReading {
  readonly commits?: PlanCommits;
  readonly warning?: string;
}

/** The commits between two versions. They explain a plan and decide nothing: without them there is a plan all the same. */
export async function commitsOf(
  repositories: Pick<RepositoryWriterService, 'commitsBetween'>,
  { slug, from, to }: RevisionRange,
  signal: AbortSignal,
): Promise<CommitsReading> {
  if (
    from === to ||
    !from ||
    !to ||
    !fixedRevision.test(from) ||
    !fixedRevision.test(to)
  ) {
    return {};
  }
  const between = (range: { from: string; to: string }) =>
    repositories.commitsBetween(slug, { ...range, limit, signal });
  try {
    const [added, removed] = await Promise.all([
      between({ from, to }),
      between({ from: to, to: from }),
    ]);
    if (added && added.items.length > 0) {
      return { commits: describe('added', added) };
    }
    if (removed && removed.items.length > 0) {
      return { commits: describe('removed', removed) };
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!isError(error)) {
      throw new ForwardedError('Could not read the commits', error);
    }
    return {
      warning: `The commits in between are not known: ${error.message}`,
    };
  }
  return {};
}

function describe(
  direction: PlanCommits['direction'],
  { items, hasMore }: { items: readonly RepositoryCommit[]; hasMore: boolean },
): PlanCommits {
  return {
    direction,
    hasMore,
    items: items.map(({ sha, title, author, date, url }) => ({
      sha,
      title,
      author: author.name,
      date,
      url,
    })),
  };
}
