import { isUtf8 } from 'node:buffer';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { RepositoryRequests } from './RepositoryRequests';

const entrySchema = z.union([
  z.object({
    type: z.literal('file'),
    sha: z.string(),
    /** `none` above 1 MB. */
    encoding: z.enum(['base64', 'none']),
    content: z.string(),
  }),
  // A folder is a list; a link and a submodule have another type.
  z.unknown().transform(() => 'no-file' as const),
]);

/** A file of a repository as it is at a commit; its text is there on demand, since not every file is one. */
export interface RepositoryEntry {
  readonly blobSha: string;
  text(): string;
}

/** A file at a commit, or `undefined` where there is none. */
export async function readRepositoryFile(
  requests: RepositoryRequests,
  { path, ref }: { readonly path: string; readonly ref: string },
): Promise<RepositoryEntry | undefined> {
  const answer = await requests.read(
    'GET /repos/{owner}/{repo}/contents/{+path}',
    { path: path.split('/').map(encodeURIComponent).join('/'), ref },
  );
  if (answer === undefined) {
    return undefined;
  }
  const entry = entrySchema.parse(answer);
  const place = `${path} in ${requests.slug.owner}/${requests.slug.repo}`;
  if (entry === 'no-file') {
    throw new InputError(`${place} is no file`);
  }
  return {
    blobSha: entry.sha,
    text() {
      if (entry.encoding === 'none') {
        throw new InputError(
          `${place} is larger than the 1 MB that can be read`,
        );
      }
      const bytes = Buffer.from(entry.content, 'base64');
      if (!isUtf8(bytes)) {
        throw new InputError(`${place} is no text in UTF-8`);
      }
      return bytes.toString('utf8');
    },
  };
}
