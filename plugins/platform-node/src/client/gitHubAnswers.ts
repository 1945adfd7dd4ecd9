import { z } from 'zod';
import type { RepositoryCommit } from '../GitHubService';

/** Longer messages are cut: they are kept in memory by the hundred. */
const messageLength = 1_000;

const webAddressSchema = z
  .string()
  .refine(url => /^https?:\/\//i.test(url), 'expected a web address');

const signatureSchema = z
  .object({ name: z.string(), date: z.string() })
  .partial()
  .nullish();

const commitSchema = z
  .object({
    sha: z.string(),
    html_url: webAddressSchema,
    parents: z.array(z.object({ sha: z.string() })),
    commit: z.object({
      message: z.string(),
      author: signatureSchema,
      committer: signatureSchema,
    }),
    // The account: empty where GitHub does not know whose the address is.
    author: z
      .object({
        login: z.string(),
        avatar_url: webAddressSchema.optional().catch(undefined),
      })
      .nullish()
      .catch(undefined),
  })
  .transform(({ sha, html_url, parents, commit, author }): RepositoryCommit => {
    const [title, ...lines] = commit.message.split('\n');
    const message = lines.join('\n').trim().slice(0, messageLength);
    return {
      sha,
      parents: parents.map(parent => parent.sha),
      title: title.trim().slice(0, messageLength),
      ...(message && { message }),
      author: {
        name: commit.author?.name ?? author?.login ?? 'unknown',
        login: author?.login,
        avatarUrl: author?.avatar_url,
      },
      date: commit.committer?.date ?? commit.author?.date ?? '',
      url: html_url,
    };
  });

/** What GitHub answers for a list of commits. */
export const commitsAnswerSchema = z.array(commitSchema);
