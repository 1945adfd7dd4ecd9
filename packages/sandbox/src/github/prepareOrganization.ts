import type { RepositorySeed } from '../seed/repositorySeed.ts';
import { seedRepository } from './git/seedRepository.ts';
import type { GitHubContext } from './GitHubContext.ts';
import { bot, organization } from './identities/people.ts';

/** Changes come by pull requests that somebody else has approved; only the pipelines write directly. */
const pullRequestsOnly = {
  required_status_checks: null,
  enforce_admins: false,
  required_pull_request_reviews: {
    required_approving_review_count: 1,
    bypass_pull_request_allowances: {
      users: [],
      teams: [],
      apps: ['github-actions'],
    },
  },
  restrictions: null,
};

/** Makes what the first start must find: teams, and the repositories of the seeds that are not there yet. */
export async function prepareOrganization(
  context: GitHubContext,
  seeds: readonly RepositorySeed[],
): Promise<void> {
  if (context.metadata.isEmpty) {
    await prepareTeams(context);
  }
  for (const seed of seeds) {
    if (!(await context.repositories.find(seed))) {
      await context.repositories.create(
        { owner: seed.owner, name: seed.name },
        repository => seedRepository(repository, seed),
      );
      context.log(`Made the repository ${seed.owner}/${seed.name}`);
    }
  }
  await describeRepositories(context, seeds);
}

/** Tells the emulator about each repository on disk that it does not know. */
async function describeRepositories(
  context: GitHubContext,
  seeds: readonly RepositorySeed[],
): Promise<void> {
  for (const git of await context.repositories.list()) {
    if (await context.metadata.read(`/repos/${git.fullName}`)) {
      continue;
    }
    const { owner, name } = git.name;
    const seed = seeds.find(
      candidate => candidate.owner === owner && candidate.name === name,
    );
    const isOrganization = owner === organization.login;
    await context.metadata.change({
      login: isOrganization ? bot.login : owner,
      method: 'POST',
      path: isOrganization ? `/orgs/${owner}/repos` : '/user/repos',
      body: { name, description: seed?.description, auto_init: true },
      at: seed?.commits[0]?.date ?? new Date().toISOString(),
      facts: () => ({ repository: git.fullName }),
    });
    if (seed && seed.topics.length > 0) {
      await context.metadata.change({
        login: bot.login,
        method: 'PUT',
        path: `/repos/${git.fullName}/topics`,
        body: { names: seed.topics },
      });
    }
    if (seed?.isProtected) {
      await context.metadata.change({
        login: bot.login,
        method: 'PUT',
        path: `/repos/${git.fullName}/branches/${seed.defaultBranch}/protection`,
        body: pullRequestsOnly,
      });
    }
  }
}

async function prepareTeams(context: GitHubContext): Promise<void> {
  const { login, teams } = organization;
  for (const team of teams) {
    await context.metadata.change({
      login: bot.login,
      method: 'POST',
      path: `/orgs/${login}/teams`,
      body: { name: team, privacy: 'closed' },
    });
    for (const person of context.people) {
      if (person.teams.includes(team)) {
        await context.metadata.change({
          login: bot.login,
          method: 'PUT',
          path: `/orgs/${login}/teams/${team}/memberships/${person.login}`,
          body: { role: 'member' },
        });
      }
    }
  }
}
