import { createHash } from 'node:crypto';
import type { CommitRequest } from '../../RepositoryWriterService';

/** The files of a commit that get another content by it, so that Git lists the commit among those of the file. */
export function changedFilesOf({
  files,
}: Pick<CommitRequest, 'files'>): CommitRequest['files'] {
  return files.filter(
    ({ content, expectedBlobSha }) => gitBlobShaOf(content) !== expectedBlobSha,
  );
}

/** The name that Git gives to a content. GitHub's repositories use SHA-1. */
function gitBlobShaOf(content: string): string {
  const bytes = Buffer.from(content, 'utf8');
  return createHash('sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
