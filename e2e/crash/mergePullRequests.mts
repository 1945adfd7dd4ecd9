import type { RunningGitHub } from '../../packages/sandbox/src/github/index.ts';

/** Approves and merges what is open in a repository, as a person does on its page. */
export async function mergePullRequests(
  gitHub: Pick<RunningGitHub, 'url' | 'token'>,
  service: string,
): Promise<void> {
  for (const { number } of await readPullRequests(gitHub, service, 'open')) {
    for (const action of ['review', 'merge']) {
      await fetch(`${gitHub.url}/acme/${service}/pull/${number}/${action}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: gitHub.url },
        body: new URLSearchParams({ login: 'ana' }),
      });
    }
  }
}

/** The pull requests of a repository, as GitHub lists them. */
export async function readPullRequests(
  { url, token }: Pick<RunningGitHub, 'url' | 'token'>,
  service: string,
  state: 'open' | 'all',
): Promise<{ number: number; body: string | null }[]> {
  const response = await fetch(
    `${url}/api/v3/repos/acme/${service}/pulls?state=${state}&per_page=100`,
    { headers: { authorization: `token ${token}` } },
  );
  // The form of GitHub's answer.
  return (await response.json()) as { number: number; body: string | null }[];
}
