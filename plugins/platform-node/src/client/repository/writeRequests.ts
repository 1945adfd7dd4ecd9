import { z } from 'zod';
import { pathSchema, refSchema } from '../gitHubRequests';
import { markerTrailer } from './markerOf';

const longestContent = 1_000_000;

// A value that brought its own line would be a trailer that nobody checked.
const lineSchema = z
  .string()
  .max(1_000)
  .regex(/\S/, 'expected some text')
  .refine(text => !/\p{Cc}|\p{Zl}|\p{Zp}/u.test(text), 'expected one line');

const textSchema = z
  .string()
  .max(60_000)
  .regex(/\S/, 'expected some text')
  .refine(
    text => !/[^\P{Cc}\n\t]/u.test(text),
    'expected no control characters',
  );

const trailerKeySchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'expected letters, digits and hyphens')
  .refine(
    key => key.toLowerCase() !== markerTrailer.toLowerCase(),
    `${markerTrailer} is written by itself`,
  );

const markerSchema = z
  .string()
  .regex(
    /^[\w.:/@-]{1,200}$/,
    'expected letters, digits and - _ . : / @ without spaces',
  );

const fileSchema = z.object({
  path: pathSchema,
  content: z
    .string()
    .max(longestContent)
    .refine(content => !/\p{Cs}/u.test(content), 'expected Unicode text'),
  expectedBlobSha: z
    .string()
    .regex(/^[0-9a-f]{40}$/, 'expected the SHA of a blob')
    .nullable(),
});

const commitShape = z.object({
  branch: refSchema,
  message: textSchema,
  trailers: z.record(trailerKeySchema, lineSchema),
  marker: markerSchema,
  files: z
    .array(fileSchema)
    .min(1)
    .max(100)
    .refine(
      files => new Set(files.map(({ path }) => path)).size === files.length,
      'expected each file once',
    ),
});

/** Whether a line of a text looks like one of the trailers, so that a reader could take it for one. */
function holdsTrailer(text: string, keys: readonly string[]): boolean {
  const names = [markerTrailer, ...keys].map(key => key.toLowerCase());
  return text
    .split('\n')
    .some(line => names.includes(line.split(':', 1)[0].trim().toLowerCase()));
}

function withoutTrailers(
  text: string,
  request: { readonly trailers: Readonly<Record<string, string>> },
): boolean {
  return !holdsTrailer(text, Object.keys(request.trailers));
}

/** What `commit` may be asked for. */
export const commitRequestSchema = commitShape.refine(
  request => withoutTrailers(request.message, request),
  { path: ['message'], error: 'expected no line that looks like a trailer' },
);

/** What `openPullRequest` may be asked for. */
export const pullRequestRequestSchema = commitShape
  .extend({ head: refSchema, title: lineSchema, body: textSchema })
  .refine(request => withoutTrailers(request.message, request), {
    path: ['message'],
    error: 'expected no line that looks like a trailer',
  })
  .refine(({ branch, head }) => branch !== head, {
    path: ['head'],
    error: 'expected another branch than the one to merge into',
  });

/** What `readBranch` may be asked for. */
export const branchRequestSchema = z.object({
  branch: refSchema,
  paths: z.array(pathSchema).max(100),
});

/** What `readFile` may be asked for. */
export const fileRequestSchema = z.object({ path: pathSchema, ref: refSchema });

/** What `commitsBetween` may be asked for. */
export const rangeRequestSchema = z.object({
  from: refSchema,
  to: refSchema,
  limit: z.number().int().min(1).max(100).default(20),
});

/** Which pull request. */
export const pullRequestNumberSchema = z.object({
  number: z.number().int().positive(),
});
