import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import {
  orderService,
  startGitHubForTest,
} from './__testUtils__/startGitHubForTest.ts';
import type { GitHubForTest } from './__testUtils__/startGitHubForTest.ts';

const repository = { owner: 'acme', repo: 'user-service' };
const page = 'https://docs.github.com/articles/about-protected-branches';

function start(t: TestContext): Promise<GitHubForTest> {
  return startGitHubForTest(t, {
    repositories: [
      { ...orderService, name: 'user-service', isProtected: true },
    ],
  });
}

/** The answer to a request that is refused. */
async function refusal(request: Promise<unknown>): Promise<object> {
  const error = await request.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  );
  return Object(error).response.data;
}

type Octokit = ReturnType<GitHubForTest['octokit']>;

async function headOf(octokit: Octokit, branch = 'main'): Promise<string> {
  const { data } = await octokit.git.getRef({
    ...repository,
    ref: `heads/${branch}`,
  });
  return data.object.sha;
}

/** What a deploy does: a blob, a tree and a commit on top of a branch, which does not move yet. */
async function commitOn(octokit: Octokit, parent: string): Promise<string> {
  const base = await octokit.git.getCommit({
    ...repository,
    commit_sha: parent,
  });
  const blob = await octokit.git.createBlob({ ...repository, content: parent });
  const tree = await octokit.git.createTree({
    ...repository,
    base_tree: base.data.tree.sha,
    tree: [
      { path: 'k8s/tag', mode: '100644', type: 'blob', sha: blob.data.sha },
    ],
  });
  const { data } = await octokit.git.createCommit({
    ...repository,
    message: 'Deploy v2.1.0',
    tree: tree.data.sha,
    parents: [parent],
  });
  return data.sha;
}

const move = (octokit: Octokit, sha: string, force = false) =>
  octokit.git.updateRef({ ...repository, ref: 'heads/main', sha, force });

test('a protected branch is moved by its pipelines and administrators, and not by the portal or by people', async t => {
  const stand = await start(t);
  const bot = stand.octokit();
  const before = await headOf(bot);
  const wanted = await commitOn(bot, before);
  for (const login of ['bot', 'ana']) {
    const octokit =
      login === 'bot' ? bot : stand.octokit(await stand.signIn(login));
    assert.deepEqual(await refusal(move(octokit, wanted)), {
      message: 'Changes must be made through a pull request.',
      documentation_url: page,
      status: '422',
    });
    await assert.rejects(
      octokit.repos.createOrUpdateFileContents({
        ...repository,
        path: 'by-hand.txt',
        message: 'Write directly',
        content: '',
      }),
      { status: 409, message: /^Could not update file: Changes must be made/ },
    );
  }
  const { data: branch } = await bot.repos.getBranch({
    ...repository,
    branch: 'main',
  });
  assert.equal(branch.protected, true);
  assert.equal(await headOf(bot), before);
  await move(stand.octokit(stand.github.actionsToken), wanted);
  await stand.restart();
  const next = await commitOn(bot, wanted);
  await move(stand.octokit(stand.github.actionsToken), next);
  const last = await commitOn(bot, next);
  await move(stand.octokit(await stand.signIn('pia')), last);
  assert.equal(await headOf(bot), last);
});

test('nobody forces or deletes a protected branch', async t => {
  const stand = await start(t);
  const octokit = stand.octokit(stand.github.actionsToken);
  const head = await headOf(octokit);
  const { data } = await octokit.git.getCommit({
    ...repository,
    commit_sha: head,
  });
  const back = data.parents[0].sha;
  await assert.rejects(move(octokit, back), /Update is not a fast forward/);
  await assert.rejects(
    move(octokit, back, true),
    /Cannot force-push to this branch/,
  );
  await octokit.git.createRef({
    ...repository,
    ref: 'refs/heads/kept',
    sha: head,
  });
  await stand.octokit().repos.updateBranchProtection({
    ...repository,
    branch: 'kept',
    required_status_checks: { strict: false, contexts: ['ci', 'image'] },
    enforce_admins: true,
    required_pull_request_reviews: null,
    restrictions: { users: ['ana'], teams: ['team-payments'] },
  });
  await assert.rejects(
    octokit.git.deleteRef({ ...repository, ref: 'heads/kept' }),
    /Cannot delete this branch/,
  );
  const wanted = await commitOn(octokit, head);
  const push = async (login: string) => {
    const { git } = stand.octokit(await stand.signIn(login));
    await git.updateRef({ ...repository, ref: 'heads/kept', sha: wanted });
  };
  const checks = /: 2 of 2 required status checks are expected\. - https/;
  await assert.rejects(push('ana'), checks);
  await assert.rejects(push('ben'), checks);
  await assert.rejects(push('pia'), /expected\. You're not authorized to push/);
});

test('git says of a push what GitHub says', async t => {
  const stand = await start(t);
  const remote = stand.remote('user-service', await stand.signIn('ana'));
  await stand.git('.', 'clone', '-q', remote, 'clone');
  await writeFile(join(stand.directory, 'clone', 'new.txt'), 'hello');
  await stand.git('clone', 'add', '.');
  await stand.git('clone', 'commit', '-q', '-m', 'Say hello');
  await assert.rejects(stand.git('clone', 'push', 'origin', 'main'), error => {
    const text = String(error);
    assert.match(
      text,
      /remote: error: GH006: Protected branch update failed for refs\/heads\/main\./,
    );
    assert.match(
      text,
      /remote: - Changes must be made through a pull request\./,
    );
    assert.match(
      text,
      /! \[remote rejected\] main -> main \(protected branch hook declined\)/,
    );
    return true;
  });
  await stand.git('clone', 'push', '-q', 'origin', 'main:deploy');
  const pipeline = stand.remote('user-service', stand.github.actionsToken);
  await stand.git('clone', 'push', '-q', pipeline, 'main');
  assert.equal(
    await headOf(stand.octokit()),
    await stand.git('clone', 'rev-parse', 'HEAD'),
  );
});

test('a deploy goes by a pull request that somebody else approves and merges, on its page or by the API', async t => {
  const stand = await start(t);
  const bot = stand.octokit();
  const wanted = await commitOn(bot, await headOf(bot));
  await bot.git.createRef({
    ...repository,
    ref: 'refs/heads/deploy',
    sha: wanted,
  });
  const create = {
    ...repository,
    title: 'Deploy',
    head: 'deploy',
    base: 'main',
  };
  const { data: pull } = await bot.pulls.create(create);
  const place = { ...repository, pull_number: pull.number };
  assert.deepEqual(await refusal(bot.pulls.create(create)), {
    message: 'Validation Failed',
    errors: [
      {
        resource: 'PullRequest',
        code: 'custom',
        message: 'A pull request already exists for acme:deploy.',
      },
    ],
    documentation_url:
      'https://docs.github.com/rest/pulls/pulls#create-a-pull-request',
    status: '422',
  });
  await assert.rejects(bot.pulls.create({ ...create, base: 'nowhere' }), {
    message: /"field":"base","code":"invalid"/,
  });
  await assert.rejects(bot.pulls.merge(place), {
    status: 405,
    message: /^At least 1 approving review is required/,
  });
  await assert.rejects(bot.pulls.createReview({ ...place, event: 'APPROVE' }), {
    status: 422,
    message: /Can not approve your own pull request/,
  });
  const address = `${stand.github.url}/acme/user-service/pull/${pull.number}`;
  const press = (action: string, origin = stand.github.url) =>
    fetch(`${address}/${action}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin },
      body: new URLSearchParams({ login: 'ana' }),
    });
  assert.equal((await press('merge')).status, 405);
  assert.equal((await press('review', 'https://evil.example')).status, 403);
  assert.equal((await press('review')).status, 303);
  assert.match(await (await fetch(address)).text(), /Approved by ana/);
  assert.equal((await press('merge')).status, 303);
  const { data: merged } = await bot.pulls.get(place);
  assert.equal(merged.merged_by?.login, 'ana');
  assert.equal(await headOf(bot), merged.merge_commit_sha);
});

test('says what a commit is to be made of and is not there', async t => {
  const stand = await start(t);
  const { git } = stand.octokit();
  const none = '1'.repeat(40);
  const tree = [{ path: 'a', mode: '100644', content: 'a' } as const];
  const attempts: [() => Promise<unknown>, RegExp][] = [
    [
      () => git.createTree({ ...repository, base_tree: none, tree }),
      /base_tree is not a valid tree oid/,
    ],
    [
      () => git.createCommit({ ...repository, message: 'x', tree: none }),
      /Tree SHA does not exist/,
    ],
    [
      () => git.updateRef({ ...repository, ref: 'heads/main', sha: none }),
      /Object does not exist/,
    ],
    [
      () => git.updateRef({ ...repository, ref: 'heads/none', sha: none }),
      /Reference does not exist/,
    ],
  ];
  for (const [attempt, message] of attempts) {
    await assert.rejects(attempt(), { status: 422, message });
  }
});
