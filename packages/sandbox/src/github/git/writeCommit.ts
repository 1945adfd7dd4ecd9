import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitRepository } from './GitRepository.ts';
import type { Signature } from './parseCommits.ts';
import { runGit, tryGit } from './runGit.ts';

const noObject = '0'.repeat(40);

/** One change to a tree; without an id the path is removed. */
export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  readonly id: string | null;
}

/** What a commit is made of. */
export interface CommitDraft {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** Stores bytes as a blob. */
export async function writeBlob(
  repository: GitRepository,
  content: Buffer,
): Promise<string> {
  return oneLine(
    await runGit(['hash-object', '-w', '--stdin'], repository.options(content)),
  );
}

/** Stores the tree that the changes make of another one (or of nothing). */
export async function writeTree(
  repository: GitRepository,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  const index = join(repository.directory, `index-${randomUUID()}`);
  const run = (args: readonly string[], input?: string) =>
    runGit(args, repository.options(input, { GIT_INDEX_FILE: index }));
  try {
    await run(base ? ['read-tree', base] : ['read-tree', '--empty']);
    const folders = changes.filter(change => change.mode === '040000');
    const written = changes.filter(
      change => change.id !== null && change.mode !== '040000',
    );
    const removed = changes.filter(change => !written.includes(change));
    const listed =
      base && removed.length > 0
        ? (await run(['ls-files', '-z'])).toString().split('\0')
        : [];
    const gone = listed.filter(file =>
      removed.some(({ path }) => file === path || file.startsWith(`${path}/`)),
    );
    await run(
      ['update-index', '--replace', '-z', '--index-info'],
      [
        ...gone.map(path => `0 ${noObject}\t${path}\0`),
        ...written.map(({ mode, id, path }) => `${mode} ${id}\t${path}\0`),
      ].join(''),
    );
    for (const { path, id } of folders) {
      if (id !== null) {
        await run(['read-tree', `--prefix=${path}/`, id]);
      }
    }
    return oneLine(await run(['write-tree']));
  } finally {
    await rm(index, { force: true });
  }
}

/** Stores a commit; no branch moves yet. */
export async function writeCommit(
  repository: GitRepository,
  draft: CommitDraft,
): Promise<string> {
  const parents = draft.parents.flatMap(parent => ['-p', parent]);
  const message = draft.message.endsWith('\n')
    ? draft.message
    : `${draft.message}\n`;
  return oneLine(
    await runGit(
      ['commit-tree', draft.tree, ...parents],
      repository.options(message, {
        GIT_AUTHOR_NAME: draft.author.name,
        GIT_AUTHOR_EMAIL: draft.author.email,
        GIT_AUTHOR_DATE: draft.author.date,
        GIT_COMMITTER_NAME: draft.committer.name,
        GIT_COMMITTER_EMAIL: draft.committer.email,
        GIT_COMMITTER_DATE: draft.committer.date,
      }),
    ),
  );
}

/**
 * Moves a branch or tag, but only from where the caller saw it (`from` is undefined for a new one). Answers whether it
 * was still there.
 */
export async function moveReference(
  repository: GitRepository,
  reference: string,
  move: { from: string | undefined; to: string },
): Promise<boolean> {
  const result = await tryGit(
    ['update-ref', reference, move.to, move.from ?? noObject],
    repository.options(),
  );
  return result.exitCode === 0;
}

/** Removes a branch or tag. */
export async function deleteReference(
  repository: GitRepository,
  reference: string,
): Promise<void> {
  await runGit(['update-ref', '-d', reference], repository.options());
}

/** Stores an annotated tag object. */
export async function writeTag(
  repository: GitRepository,
  tag: {
    name: string;
    object: string;
    type: string;
    message: string;
    tagger: Signature;
  },
): Promise<string> {
  const seconds = Math.floor(new Date(tag.tagger.date).getTime() / 1000);
  const text = [
    `object ${tag.object}`,
    `type ${tag.type}`,
    `tag ${tag.name}`,
    `tagger ${tag.tagger.name} <${tag.tagger.email}> ${seconds} +0000`,
    '',
    `${tag.message}\n`,
  ].join('\n');
  return oneLine(await runGit(['mktag'], repository.options(text)));
}

function oneLine(output: Buffer): string {
  return output.toString().trim();
}
