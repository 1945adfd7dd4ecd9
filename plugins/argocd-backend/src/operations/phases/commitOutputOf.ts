import type { JsonValue } from '@backstage/types';
import { z } from 'zod/v3';
import type { CommitOutput } from '../DeliveryDetails';

const commitSchema = z.object({
  sha: z.string().optional(),
  url: z.string().optional(),
  pullRequest: z.number().optional(),
});

const mergeSchema = z.object({ sha: z.string().nullable() });

type Outputs = Readonly<Record<string, JsonValue | undefined>>;

/** What the phase `commit` has made. */
export function commitOutputOf({ commit }: Outputs): CommitOutput {
  return commit === undefined ? {} : commitSchema.parse(commit);
}

/** The commit on the branch that is deployed: that of the merge, where there was a pull request. */
export function writtenShaOf(outputs: Outputs): string | undefined {
  const merged =
    outputs.merge === undefined
      ? undefined
      : mergeSchema.parse(outputs.merge).sha;
  return merged ?? commitOutputOf(outputs).sha;
}
