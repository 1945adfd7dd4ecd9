import { z } from 'zod';
import { runGit } from '../git/runGit.ts';
import type { GitRepository } from '../git/GitRepository.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import type { Caller } from '../identities/authenticate.ts';
import { loginOf, mayWrite } from './access.ts';
import { overlayPull, pullShape } from './overlayPull.ts';

const repositoryShape = z.looseObject({
  full_name: z.string(),
  clone_url: z.string(),
});

/**
 * Corrects an answer of the emulator: what it says of sizes, times and commits comes from a stub, because the commits
 * are in the repositories on disk.
 */
export async function overlayGit(
  context: GitHubContext,
  caller: Caller,
  value: unknown,
): Promise<unknown> {
  if (Array.isArray(value)) {
    return Promise.all(value.map(item => overlayGit(context, caller, item)));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, child]) => {
      return [key, await overlayGit(context, caller, child)] as const;
    }),
  );
  const result: Record<string, unknown> = Object.fromEntries(entries);
  const repository = repositoryShape.safeParse(result);
  if (repository.success) {
    const facts = await repositoryFacts(
      context,
      caller,
      repository.data.full_name,
    );
    return { ...result, ...facts };
  }
  const pull = pullShape.safeParse(result);
  return pull.success ? overlayPull(context, pull.data) : result;
}

async function repositoryFacts(
  context: GitHubContext,
  caller: Caller,
  fullName: string,
): Promise<Record<string, unknown>> {
  const [owner, name] = fullName.split('/');
  const git = await context.repositories.find({ owner, name });
  if (!git) {
    return {};
  }
  const createdAt = context.metadata.createdAt(fullName);
  const pushedAt = (await git.lastCommitDate()) ?? null;
  const login = loginOf(caller);
  const writes = login ? await mayWrite(context, login, git.name) : false;
  return {
    ...(createdAt ? { created_at: createdAt } : {}),
    pushed_at: pushedAt,
    updated_at: pushedAt ?? createdAt,
    size: pushedAt ? await sizeInKilobytes(git) : 0,
    language: null,
    permissions: {
      admin: writes,
      maintain: writes,
      push: writes,
      triage: writes,
      pull: true,
    },
  };
}

async function sizeInKilobytes(git: GitRepository): Promise<number> {
  const output = await runGit(['count-objects', '-v'], git.options());
  const read = (name: string) =>
    Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(output.toString())?.[1]);
  return Math.max(1, read('size') + read('size-pack'));
}
