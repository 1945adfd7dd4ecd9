import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { Octokit } from '@octokit/rest';
import getPort from 'get-port';
import type { RepositorySeed } from '../../seed/repositorySeed.ts';
import type { GitHubOptions, RunningGitHub } from '../startGitHub.ts';
import { startGitHub } from '../startGitHub.ts';

const author = { name: 'Ana Silva', email: 'ana@acme.example' };

/** A repository with a little of everything. */
export const orderService: RepositorySeed = {
  owner: 'acme',
  name: 'order-service',
  description: 'Takes orders',
  topics: ['nodejs', 'orders'],
  defaultBranch: 'main',
  commits: [
    {
      message: 'Take orders',
      author,
      date: '2026-01-05T09:00:00Z',
      files: {
        'README.md': '# Order service\n\nTakes <b>orders</b>.\n',
        'catalog-info.yaml': 'kind: Component\n',
        'docs/index.md': '# Docs\n',
        'obsolete.txt': 'gone soon\n',
      },
    },
    {
      message: 'Deploy to development',
      author,
      date: '2026-01-06T09:00:00Z',
      files: {
        'k8s/base/deployment.yaml': 'kind: Deployment\n',
        'obsolete.txt': null,
      },
    },
  ],
  tags: { 'v1.0.0': 0 },
};

/** A stand-in for one test, with folders of its own. */
export interface GitHubForTest {
  readonly directory: string;
  readonly github: RunningGitHub;
  /** Stops it and starts it again on the same data. */
  restart(options?: Partial<GitHubOptions>): Promise<RunningGitHub>;
  octokit(token?: string): Octokit;
  /** Runs git in a folder below the test's own one. */
  git(folder: string, ...args: string[]): Promise<string>;
  /** The clone URL of a repository of acme, with a token. */
  remote(name: string, token?: string): string;
  /** Goes through the sign-in page as a browser would and answers with the token. */
  signIn(login: string): Promise<string>;
}

/** Starts a stand-in that stops when the test ends. */
export async function startGitHubForTest(
  t: TestContext,
  options: Partial<GitHubOptions> = {},
): Promise<GitHubForTest> {
  const directory = await mkdtemp(join(tmpdir(), 'github-stand-in-test-'));
  const port = await getPort({ host: '127.0.0.1' });
  const start = (changed: Partial<GitHubOptions> = {}) =>
    startGitHub({
      dataDirectory: join(directory, 'data'),
      port,
      portalUrl: 'http://localhost:7007',
      repositories: [orderService],
      log: () => {},
      ...options,
      ...changed,
    });
  let github = await start();
  t.after(async () => {
    await github.stop();
    await rm(directory, { recursive: true, force: true });
  });
  return {
    directory,
    get github() {
      return github;
    },
    async restart(changed) {
      await github.stop();
      github = await start(changed);
      return github;
    },
    octokit: (token = github.token) =>
      new Octokit({
        auth: token,
        baseUrl: `${github.url}/api/v3`,
        log: { debug() {}, info() {}, warn() {}, error() {} },
      }),
    git: (folder, ...args) => git(join(directory, folder), args),
    remote: (name, token = github.token) =>
      `http://x-access-token:${token}@${github.host}/acme/${name}.git`,
    signIn: login => signIn(github, login),
  };
}

async function git(cwd: string, args: readonly string[]): Promise<string> {
  const result = await promisify(execFile)('git', args, {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
    },
  });
  return result.stdout.trim();
}

async function signIn(github: RunningGitHub, login: string): Promise<string> {
  const redirect = await fetch(`${github.url}/login/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      login,
      client_id: github.clientId,
      redirect_uri: 'http://localhost:7007/api/auth/github/handler/frame',
      scope: 'read:user',
      state: 'some-state',
    }),
  });
  const code = new URL(redirect.headers.get('location') ?? '').searchParams;
  const answer = await fetch(`${github.url}/login/oauth/access_token`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      client_id: github.clientId,
      client_secret: github.clientSecret,
      code: code.get('code') ?? '',
    }),
  });
  // The form of GitHub's answer; the tests that use it fail where it is another.
  const { access_token } = (await answer.json()) as { access_token: string };
  return access_token;
}
