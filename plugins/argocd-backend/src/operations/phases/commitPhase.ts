import { ConflictError } from '@backstage/errors';
import type {
  OperationPhase,
  PhaseContext,
  PhaseResult,
} from '@golden-path/plugin-operations-node';
import {
  ProtectedBranchError,
  type CommitRequest,
  type PullRequestState,
  type WrittenCommit,
} from '@golden-path/plugin-platform-node';
import type {
  ClosedChange,
  DeliveryDetails,
  GitChange,
} from '../DeliveryDetails';
import type { OperationServices } from '../OperationServices';

type Context = PhaseContext<unknown, DeliveryDetails>;

/** Writes the overlay: a commit, or a pull request where the branch or the configuration asks for one. */
export function commitPhase({
  repositories,
}: Pick<OperationServices, 'repositories'>): OperationPhase<
  unknown,
  DeliveryDetails
> {
  return {
    name: 'commit',
    title: 'Write to Git',
    async run(context): Promise<PhaseResult> {
      const { change } = context.details;
      switch (change.type) {
        case 'argo-cd':
          return { message: 'Nothing is written: Argo CD brings it back.' };
        case 'close':
          return close(repositories, context, change);
        default:
          return change.pullRequest
            ? openPullRequest(repositories, context, change)
            : commit(repositories, context, change);
      }
    },
  };
}

async function commit(
  repositories: OperationServices['repositories'],
  context: Context,
  change: GitChange,
): Promise<PhaseResult> {
  let written: WrittenCommit;
  try {
    written = await context.act(() =>
      repositories.commit(change.slug, requestOf(context, change)),
    );
  } catch (error) {
    // Not every rule of a branch can be seen before something is written to it.
    if (error instanceof ProtectedBranchError) {
      return openPullRequest(repositories, context, change);
    }
    throw error;
  }
  const { sha, url } = written;
  return {
    output: { sha, url },
    message: `Committed ${sha.slice(0, 7)} to ${change.branch}.`,
    links: [{ title: `Commit ${sha.slice(0, 7)}`, url }],
  };
}

async function openPullRequest(
  repositories: OperationServices['repositories'],
  context: Context,
  change: GitChange,
): Promise<PhaseResult> {
  const { id, kind, requestedBy } = context.operation;
  const place = context.details.environment ?? context.details.address.name;
  const pullRequest = await context.act(() =>
    repositories.openPullRequest(change.slug, {
      ...requestOf(context, change),
      head: `portal/${kind}-${place}-${id}`,
      title: change.title,
      body: `Asked for by \`${requestedBy}\` in the portal. When it is merged, the portal goes on and follows it.`,
    }),
  );
  return {
    output: { pullRequest: pullRequest.number, url: pullRequest.url },
    message: `Opened pull request ${pullRequest.number}.`,
    links: [linkTo(pullRequest)],
  };
}

async function close(
  repositories: OperationServices['repositories'],
  context: Context,
  { slug, pullRequest: number }: ClosedChange,
): Promise<PhaseResult> {
  const closed = await context.act(() =>
    repositories.closePullRequest(slug, {
      number,
      beforeWrite: () => context.act(async () => {}),
      signal: context.signal,
    }),
  );
  if (closed.state === 'merged') {
    throw new ConflictError(
      `Pull request ${number} was merged in the meantime: undo it again, which writes the version before. ${closed.url}`,
    );
  }
  return {
    output: { pullRequest: number, url: closed.url },
    message: `Closed pull request ${number}; nothing was changed.`,
    links: [linkTo(closed)],
  };
}

function requestOf(
  { operation, signal, act }: Context,
  { branch, title, path, content, expectedBlobSha }: GitChange,
): CommitRequest {
  const { id, requestedBy, reason } = operation;
  // On one line: a reason must not be able to look like a trailer.
  const because = reason?.replace(/\s+/g, ' ').trim();
  return {
    branch,
    message: because ? `${title}\n\nReason: ${because}` : title,
    trailers: { 'Requested-by': requestedBy },
    marker: id,
    files: [{ path, content, expectedBlobSha }],
    beforeWrite: () => act(async () => {}),
    signal,
  };
}

function linkTo({ number, url }: PullRequestState) {
  return { title: `Pull request ${number}`, url };
}
