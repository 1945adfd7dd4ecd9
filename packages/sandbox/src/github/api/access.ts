import type { Context } from 'hono';
import { z } from 'zod';
import type { GitRepository } from '../git/GitRepository.ts';
import type { RepositoryName } from '../git/GitRepositories.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import type { Caller } from '../identities/authenticate.ts';
import { ApiError, notFound } from './ApiError.ts';

const repositorySchema = z.looseObject({
  default_branch: z.string(),
  private: z.boolean(),
  archived: z.boolean(),
});

const permissionSchema = z.object({ permission: z.string() });

/** What the emulator knows of a repository. */
export type RepositoryRecord = z.infer<typeof repositorySchema>;

/** A repository that the caller may read. */
export interface ReadableRepository {
  readonly git: GitRepository;
  readonly record: RepositoryRecord;
}

/** The login behind a request, or undefined for an anonymous one. */
export function loginOf(caller: Caller): string | undefined {
  return caller.kind === 'known' ? caller.login : undefined;
}

/** Finds the repository if the caller may read it; to everybody else it does not exist. */
export async function findReadable(
  context: GitHubContext,
  caller: Caller,
  name: RepositoryName,
): Promise<ReadableRepository | undefined> {
  const git = await context.repositories.find(name);
  if (!git) {
    return undefined;
  }
  const response = await context.metadata.request({
    login: loginOf(caller),
    method: 'GET',
    path: `/repos/${git.fullName}`,
  });
  if (!response.ok) {
    await response.body?.cancel();
    return undefined;
  }
  return { git, record: repositorySchema.parse(await response.json()) };
}

/** Whether the account may change the repository: members of its organisation, its owner, and collaborators who write. */
export async function mayWrite(
  context: GitHubContext,
  login: string,
  name: RepositoryName,
): Promise<boolean> {
  const response = await context.metadata.request({
    login,
    method: 'GET',
    path: `/repos/${name.owner}/${name.name}/collaborators/${encodeURIComponent(
      login,
    )}/permission`,
  });
  const parsed = permissionSchema.safeParse(await response.json());
  return (
    parsed.success &&
    ['admin', 'maintain', 'write', 'push'].includes(parsed.data.permission)
  );
}

/** The repository of an API request (`:owner`, `:repo`) that the caller may read. */
export async function requireReadable(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<ReadableRepository> {
  const readable = await findReadable(context, c.get('caller'), {
    owner: c.req.param('owner') ?? '',
    name: c.req.param('repo') ?? '',
  });
  if (!readable) {
    throw notFound();
  }
  return readable;
}

/** The repository of an API request (`:owner`, `:repo`) that the caller may change, and who that is. */
export async function requireWritable(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<ReadableRepository & { login: string }> {
  const readable = await requireReadable(context, c);
  const login = loginOf(c.get('caller'));
  if (!login) {
    throw new ApiError(401, 'Requires authentication');
  }
  if (!(await mayWrite(context, login, readable.git.name))) {
    throw new ApiError(
      403,
      `${login} has no write access to ${readable.git.fullName}`,
    );
  }
  if (readable.record.archived) {
    throw new ApiError(403, 'Repository was archived so is read-only.');
  }
  return { ...readable, login };
}
