import { z } from 'zod';
import type { GitHubAnswer } from './pausedUntil';

// Several versions of Octokit's error class are around, so that `instanceof` would tell the wrong thing.
const errorSchema = z.object({
  status: z.number().default(0),
  message: z.string().default('unknown error'),
  response: z
    .object({
      headers: z.record(
        z.string(),
        z.union([z.string(), z.number()]).optional(),
      ),
    })
    .optional(),
});

/** The answer that an error of Octokit stands for; its status is 0 or 500 where there was none. */
export function gitHubAnswerOf(error: unknown): GitHubAnswer {
  const parsed = errorSchema.safeParse(error);
  return parsed.success
    ? {
        status: parsed.data.status,
        message: parsed.data.message,
        headers: parsed.data.response?.headers ?? {},
      }
    : { status: 0, headers: {}, message: String(error) };
}
