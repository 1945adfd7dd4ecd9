import { z } from 'zod';

const moment = z.enum(['before', 'after']);
const limitStatus = z.union([z.literal(403), z.literal(429)]).default(403);

/** What a request gets instead of its answer. `when` says whether its effect takes place: `after` it, or not at all. */
const answerSchema = z.discriminatedUnion('kind', [
  /** 502, for example after the effect took place. */
  z.object({ kind: z.literal('bad-gateway'), when: moment }),
  /** The hour's requests are used up; new ones come after so many seconds. */
  z.object({
    kind: z.literal('rate-limit'),
    status: limitStatus,
    resetSeconds: z.number().default(3600),
  }),
  /** Too much at once; only GitHub knows when it is over, unless it says so. */
  z.object({
    kind: z.literal('secondary-rate-limit'),
    status: limitStatus,
    retryAfterSeconds: z.number().optional(),
  }),
  /** 404 for so long after the first request that it meets. */
  z.object({ kind: z.literal('not-found'), milliseconds: z.number() }),
  /** 401: the token was revoked. */
  z.object({ kind: z.literal('unauthorized') }),
  /** 403: the organisation asks for single sign-on. */
  z.object({ kind: z.literal('single-sign-on') }),
  /** The usual answer, later. */
  z.object({
    kind: z.literal('delay'),
    milliseconds: z.number(),
    when: moment.default('before'),
  }),
]);

/** Which requests fail, and how. */
export const requestFaultSchema = z.object({
  /** Pattern of `owner/name`; without one, requests about no repository are met too. */
  repository: z.string().optional(),
  /** For example `PATCH`; without one, any. */
  method: z.string().optional(),
  /** Pattern of the path below the repository (`git/refs/heads/main`), or of the whole path (`/user/repos`). */
  path: z.string().optional(),
  /** So many matching requests are left alone before the first one fails. */
  skip: z.number().default(0),
  /** So many fail; without a number, all. */
  times: z.number().optional(),
  answer: answerSchema,
});

/** Which requests fail, and how, as a test writes it. */
export type RequestFault = z.input<typeof requestFaultSchema>;

export type FaultAnswer = z.infer<typeof answerSchema>;
