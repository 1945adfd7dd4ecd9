import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import {
  orderService,
  startGitHubForTest,
} from '../../github/__testUtils__/startGitHubForTest.ts';
import type { GitHubForTest } from '../../github/__testUtils__/startGitHubForTest.ts';
import { waitUntil } from '../../process/waitUntil.ts';
import { GitRepositories } from '../argoCd/GitRepositories.ts';
import { CiPlayer } from './CiPlayer.ts';
import { developmentOverlay } from './readPushedFiles.ts';

const repository = { owner: 'acme', repo: 'order-service' };
const patience = { timeoutMilliseconds: 20_000, intervalMilliseconds: 50 };

const overlay = (image: string) =>
  `images:\n  - name: ghcr.io/acme/order-service\n    ${image}\n`;

/** A service that is deployed, protected, and has one version. */
function service(image: string) {
  const [first] = orderService.commits;
  const files = { ...first.files, [developmentOverlay]: overlay(image) };
  return {
    ...orderService,
    isProtected: true,
    commits: [{ ...first, files }],
  };
}

class CiForTest {
  readonly stand: GitHubForTest;
  readonly #repositories: GitRepositories;
  readonly #directory: string;
  #signal = new AbortController();
  #player?: CiPlayer;

  /** The player ends before the GitHub does, which ends with the test. */
  static async run(
    t: TestContext,
    image: string,
    use: (ci: CiForTest) => Promise<void>,
  ): Promise<void> {
    const stand = await startGitHubForTest(t, {
      repositories: [service(image)],
    });
    const directory = join(stand.directory, 'players');
    await mkdir(directory);
    const ci = new CiForTest(stand, directory);
    await ci.start();
    try {
      await use(ci);
    } finally {
      await ci.stop();
    }
  }

  private constructor(stand: GitHubForTest, directory: string) {
    this.stand = stand;
    this.#directory = directory;
    this.#repositories = new GitRepositories({
      directory,
      gitHub: stand.github,
      signal: new AbortController().signal,
    });
  }

  async start(): Promise<void> {
    this.#signal = new AbortController();
    await this.poll();
    this.#player = await CiPlayer.start({
      gitHub: this.stand.github,
      repositories: this.#repositories,
      recordFile: join(this.#directory, 'built.json'),
      buildMilliseconds: 20,
      signal: this.#signal.signal,
      log: () => undefined,
    });
  }

  async stop(): Promise<void> {
    this.#signal.abort();
    await this.#player?.stop();
  }

  /** What the Argo CD player does every few seconds. */
  async poll(): Promise<void> {
    await this.#repositories.poll(
      `${this.stand.github.url}/acme/order-service`,
    );
  }

  async commits() {
    const octokit = this.stand.octokit();
    const { data } = await octokit.repos.listCommits(repository);
    return data;
  }

  async subjects(): Promise<string[]> {
    return (await this.commits()).map(
      ({ commit }) => commit.message.split('\n')[0],
    );
  }

  async overlay(): Promise<string> {
    const { data } = await this.stand.octokit().repos.getContent({
      ...repository,
      path: developmentOverlay,
      mediaType: { format: 'raw' },
    });
    return String(data);
  }

  /** Commits as an administrator, whom the protection lets pass. */
  async push(path: string, message: string): Promise<string> {
    const octokit = this.stand.octokit(await this.stand.signIn('pia'));
    const before = await octokit.repos
      .getContent({ ...repository, path })
      .catch(() => undefined);
    const { data } = await octokit.repos.createOrUpdateFileContents({
      ...repository,
      path,
      message,
      content: Buffer.from(message).toString('base64'),
      sha: Object(before?.data).sha,
    });
    await this.poll();
    return data.commit.sha ?? '';
  }

  async hasDeployed(count: number): Promise<boolean> {
    return waitUntil(async () => {
      await this.poll();
      const subjects = await this.subjects();
      return subjects.filter(text => text.startsWith('Deploy')).length >= count;
    }, patience);
  }

  /** The conclusion of the check of a commit, once it has one. */
  async conclusionOf(commit: string): Promise<string | null> {
    let conclusion: string | null = null;
    await waitUntil(async () => {
      const { data } = await this.stand
        .octokit()
        .checks.listForRef({ ...repository, ref: commit });
      conclusion = data.check_runs[0]?.conclusion ?? null;
      return conclusion !== null;
    }, patience);
    return conclusion;
  }
}

test('a push is built once, also over a restart, and its version goes to development', t =>
  CiForTest.run(t, 'newTag: v1.0.0', async ci => {
    const source = await ci.push('src/index.ts', 'Answer faster');
    assert.ok(await ci.hasDeployed(1));
    const [deployed] = await ci.commits();
    assert.equal(deployed.commit.author?.name, 'github-actions[bot]');
    assert.equal(
      deployed.commit.message,
      `Deploy v1.0.1 to development\n\nSource-commit: ${source}`,
    );
    assert.equal(await ci.overlay(), overlay('newTag: v1.0.1'));
    assert.equal(await ci.conclusionOf(source), 'success');
    const { data: tag } = await ci.stand
      .octokit()
      .git.getRef({ ...repository, ref: 'tags/v1.0.1' });
    assert.equal(tag.object.sha, source);

    await ci.push('k8s/overlays/production/kustomization.yaml', 'Promote');
    await ci.push('README.md', 'Explain [skip ci]');
    await ci.stop();
    await ci.push('src/index.ts', 'Meanwhile');
    await ci.start();
    assert.ok(await ci.hasDeployed(2));
    await ci.stop();
    await ci.start();
    await ci.push('src/index.ts', 'And again');
    assert.ok(await ci.hasDeployed(3));
    assert.deepEqual(await ci.subjects(), [
      'Deploy v1.0.3 to development',
      'And again',
      'Deploy v1.0.2 to development',
      'Meanwhile',
      'Explain [skip ci]',
      'Promote',
      'Deploy v1.0.1 to development',
      'Answer faster',
      'Take orders',
    ]);
  }));

test('the first image of a new service is built from its first commit', t =>
  CiForTest.run(
    t,
    'newName: ghcr.io/acme/starter\n    digest: sha256:0',
    async ci => {
      const [first] = await ci.commits();
      assert.ok(await ci.hasDeployed(1));
      assert.deepEqual(await ci.subjects(), [
        `Deploy ${first.sha.slice(0, 12)} to development`,
        'Take orders',
      ]);
      assert.match(
        await ci.overlay(),
        /newName: ghcr\.io\/acme\/order-service\n {4}digest: sha256:[0-9a-f]{64}\n$/,
      );
    },
  ));

test('a deployment that is overtaken goes on top, and one that is refused fails its check', t =>
  CiForTest.run(t, 'newTag: v1.0.0', async ci => {
    const { github } = ci.stand;
    const source = await ci.push('src/index.ts', 'Answer faster');
    github.setFaults([
      {
        method: 'PATCH',
        path: '^git/refs/heads/main$',
        times: 1,
        answer: { kind: 'delay', milliseconds: 400 },
      },
    ]);
    await waitUntil(
      async () => github.writes().some(({ path }) => path === 'git/commits'),
      patience,
    );
    await ci.push('docs/index.md', 'Overtake');
    assert.ok(await ci.hasDeployed(1));
    assert.equal(await ci.conclusionOf(source), 'success');
    const subjects = await ci.subjects();
    assert.ok(
      subjects.indexOf('Deploy v1.0.1 to development') <
        subjects.indexOf('Overtake'),
    );
    assert.ok(await ci.hasDeployed(2), 'what overtook it is built too');

    github.setFaults([
      {
        method: 'POST',
        path: '^git/trees$',
        answer: { kind: 'single-sign-on' },
      },
    ]);
    const refused = await ci.push('src/index.ts', 'Answer slower');
    assert.equal(await ci.conclusionOf(refused), 'failure');
  }));
