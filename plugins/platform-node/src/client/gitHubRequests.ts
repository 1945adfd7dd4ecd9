import { z } from 'zod';

const nameSchema = z
  .string()
  .regex(
    /^(?!\.{1,2}$)[\w.-]{1,100}$/,
    'expected letters, digits, hyphens, underscores and dots',
  );

/** Names a repository. The host is looked up, not parsed. */
export const slugSchema = z.object({ owner: nameSchema, repo: nameSchema });

/**
 * The name of a tag or a branch, or a commit.
 *
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export const refSchema = z
  .string()
  .max(255)
  .regex(
    // eslint-disable-next-line no-control-regex -- these are what the rule of Git excludes
    /^(?![-/.])(?!.*(\.\.|@\{|\/\/))[^\x00-\x20\x7f~^:?*[\\]+(?<![/.])$/,
    'expected the name of a tag or a branch, or a commit',
  );

/** What `listCommits` may be asked for. */
export const commitsRequestSchema = z.object({
  ref: refSchema,
  limit: z.number().int().min(1).max(100).default(100),
});

/** A file, from the root of the repository. */
export const pathSchema = z
  .string()
  .max(1_000)
  .refine(
    path =>
      path.split('/').every(part =>
        // eslint-disable-next-line no-control-regex -- no name of a file has these
        /^(?!\.{1,2}$|\.git$)[^\x00-\x1f\x7f\\]+$/i.test(part),
      ),
    'expected a path from the root of the repository, without ., .. and .git',
  );
