import { z } from 'zod';
import type { Signature } from '../git/parseCommits.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import { actions, bot } from '../identities/people.ts';

// What Git's own format of a signature cannot hold.
const plain = z.string().regex(/^[^<>\n\0]*$/, 'contains <, > or a line break');

/** An author or committer as a request gives it. */
export const signatureSchema = z.object({
  name: plain.min(1),
  email: plain,
  date: z.iso.datetime({ offset: true }).optional(),
});

/** The signature of a commit: what the request says, else the account that sends it, now. */
export function signatureOf(
  context: GitHubContext,
  login: string,
  given?: z.infer<typeof signatureSchema>,
): Signature {
  const person =
    [bot, actions, ...context.people].find(
      candidate => candidate.login === login,
    ) ?? bot;
  return {
    name: given?.name ?? person.name,
    email: given?.email ?? person.email,
    date: given?.date ?? new Date().toISOString(),
  };
}
