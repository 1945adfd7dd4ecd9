import type { CommitSeed, RepositorySeed } from '../../seed/repositorySeed.ts';
import { isSafePath } from './GitRepository.ts';
import type { GitRepository } from './GitRepository.ts';
import { runGit } from './runGit.ts';

/** Writes the commits and tags of a seed into an empty repository: the same seed gives the same commit ids. */
export async function seedRepository(
  repository: GitRepository,
  seed: RepositorySeed,
): Promise<void> {
  if (seed.commits.length === 0) {
    return;
  }
  const stream = [
    ...seed.commits.flatMap((commit, index) =>
      commitCommands(commit, index, seed.defaultBranch),
    ),
    ...Object.entries(seed.tags ?? {}).map(
      ([tag, index]) => `reset refs/tags/${tag}\nfrom :${index + 1}\n\n`,
    ),
    'done\n',
  ];
  await runGit(
    ['fast-import', '--quiet', '--done', '--date-format=raw'],
    repository.options(Buffer.from(stream.join(''))),
  );
}

function commitCommands(
  commit: CommitSeed,
  index: number,
  branch: string,
): string[] {
  const time = Math.floor(new Date(commit.date).getTime() / 1000);
  const signature = `${commit.author.name} <${commit.author.email}> ${time} +0000`;
  return [
    `commit refs/heads/${branch}\nmark :${index + 1}\n`,
    `author ${signature}\ncommitter ${signature}\n`,
    data(`${commit.message.trimEnd()}\n`),
    ...(index > 0 ? [`from :${index}\n`] : []),
    ...Object.entries(commit.files).map(([path, content]) =>
      fileCommand(path, content),
    ),
    '\n',
  ];
}

function fileCommand(path: string, content: string | null): string {
  if (!isSafePath(path)) {
    throw new Error(`"${path}" cannot be a path in a repository`);
  }
  const quoted = `"${path.replace(/["\\]/g, '\\$&')}"`;
  if (content === null) {
    return `D ${quoted}\n`;
  }
  const mode = content.startsWith('#!') ? '100755' : '100644';
  return `M ${mode} inline ${quoted}\n${data(content)}`;
}

function data(content: string): string {
  return `data ${Buffer.byteLength(content)}\n${content}\n`;
}
