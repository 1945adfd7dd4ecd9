import { ConflictError } from '@backstage/errors';
import type { OperationPhase } from '@golden-path/plugin-operations-node';
import type { DeliveryDetails } from '../DeliveryDetails';
import { waitUnreferenced } from '../following/followApplication';
import type { OperationServices } from '../OperationServices';
import { commitOutputOf } from './commitOutputOf';

const pollMilliseconds = 20_000;

/** As long as people take for a review. */
const timeoutSeconds = 14 * 24 * 3600;

/** Waits until people have merged the pull request, where there is one. */
export function mergePhase({
  repositories,
  wait = waitUnreferenced,
}: Pick<OperationServices, 'repositories' | 'wait'>): OperationPhase<
  unknown,
  DeliveryDetails
> {
  return {
    name: 'merge',
    title: 'Wait for the merge',
    timeoutSeconds,
    async run({ details, outputs, signal, report }) {
      const { change } = details;
      const { pullRequest: number } = commitOutputOf(outputs);
      if (change.type !== 'git' || number === undefined) {
        return { message: 'Not needed.' };
      }
      let told = false;
      for (;;) {
        signal.throwIfAborted();
        const { state, url, mergeSha } = await repositories.readPullRequest(
          change.slug,
          { number, signal },
        );
        const links = [{ title: `Pull request ${number}`, url }];
        if (state === 'merged') {
          return {
            output: { sha: mergeSha ?? null },
            message: `Pull request ${number} is merged.`,
            links,
          };
        }
        if (state === 'closed') {
          throw new ConflictError(
            `Pull request ${number} was closed without being merged: nothing was changed. ${url}`,
          );
        }
        if (!told) {
          await report(`Waits until pull request ${number} is merged: ${url}`);
          told = true;
        }
        await wait(pollMilliseconds, signal);
      }
    },
  };
}
