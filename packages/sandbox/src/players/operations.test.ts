import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { stringify } from 'yaml';
import {
  refreshAnnotation,
  type Application,
  type SyncOperation,
} from './argoCd/application.ts';
import { overlayPath, PlayersForTest } from './PlayersForTest.ts';
import type { RepositoryForTest } from './RepositoryForTest.ts';

const kubeConfigFile = process.env.GOLDEN_PATH_TEST_KUBECONFIG ?? '';
const kubectl = process.env.GOLDEN_PATH_TEST_KUBECTL ?? '';
const skip =
  kubeConfigFile && kubectl
    ? false
    : 'GOLDEN_PATH_TEST_KUBECONFIG and GOLDEN_PATH_TEST_KUBECTL name no API server and kubectl';

/** A ConfigMap for each name; one with a key that no API server takes where it is to fail. */
function manifests(version: string, names: readonly string[]) {
  return Object.fromEntries(
    ['a', 'b', 'wrong'].map(name => [
      `${overlayPath}/${name}.yaml`,
      names.includes(name)
        ? stringify({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name },
            data: { [name === 'wrong' ? 'not a key' : 'version']: version },
          })
        : '',
    ]),
  );
}

const manual = { syncPolicy: { syncOptions: ['CreateNamespace=true'] } };

describe('the players, of operations', { skip, timeout: 400_000 }, () => {
  let test: PlayersForTest;
  let repository: RepositoryForTest;
  let first: string;

  before(async () => {
    test = await PlayersForTest.start({ kubeConfigFile, kubectl });
    repository = await test.createRepository('operated');
    first = await repository.commit(manifests('v1', ['a', 'b']));
    const source = { repoURL: repository.url };
    await test.createApplication('operated', { source, ...manual });
  });

  after(() => test.stop());

  /** Asks for an operation as Argo CD's server does: without what the one before has left. */
  async function ask(operation: SyncOperation, name = 'operated') {
    await test.merge(name, { operation, status: { operationState: null } });
  }

  async function run(operation: SyncOperation): Promise<Application> {
    await ask(operation);
    return test.reaches(
      'operated',
      application =>
        !application.operation &&
        ['Succeeded', 'Failed', 'Error'].includes(
          application.status?.operationState?.phase ?? '',
        ),
    );
  }

  async function versionOf(name: string): Promise<string | undefined> {
    const live = await test.client.read({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name,
      namespace: test.namespace('operated'),
    });
    return Object(Object(live).data).version;
  }

  it('are seen while they run, and are kept with who asked and why', async () => {
    const operation = {
      initiatedBy: { username: 'ana' },
      info: [{ name: 'Reason', value: 'Try it' }],
      sync: { revision: 'main' },
    };
    await ask(operation);
    const running = await test.reaches(
      'operated',
      ({ status }) => status?.operationState?.phase === 'Running',
    );
    assert.deepEqual(running.operation, operation);
    assert.equal(await versionOf('a'), undefined);
    const { status, operation: left } = await test.reaches(
      'operated',
      application => application.status?.operationState?.phase === 'Succeeded',
    );
    assert.equal(left, undefined);
    assert.deepEqual(status?.operationState?.operation, operation);
    assert.equal(
      status?.operationState?.message,
      'successfully synced (all tasks run)',
    );
    assert.equal(status?.operationState?.syncResult?.revision, first);
    assert.deepEqual(
      status?.history?.map(entry => [entry.revision, entry.initiatedBy]),
      [[first, { username: 'ana' }]],
    );
    assert.equal(await versionOf('a'), 'v1');
  });

  it('change nothing in a dry run, and see Git as it is now', async () => {
    const second = await repository.commit(manifests('v2', ['a']));
    const { status } = await run({ sync: { dryRun: true, prune: true } });
    const { phase, syncResult } = status?.operationState ?? {};
    assert.equal(phase, 'Succeeded');
    assert.equal(syncResult?.revision, second);
    assert.deepEqual(
      syncResult?.resources?.map(resource => {
        const { name, status: result, message } = resource;
        return [name, result, message];
      }),
      [
        ['a', 'Synced', 'configmap/a serverside-applied (dry run)'],
        ['b', 'Pruned', 'pruned (dry run)'],
      ],
    );
    assert.equal(status?.history?.length, 1);
    assert.deepEqual(
      [await versionOf('a'), await versionOf('b')],
      ['v1', 'v1'],
    );
  });

  it('leave alone what they are not to prune, and prune what they are', async () => {
    const kept = await run({ sync: {} });
    const results = kept.status?.operationState?.syncResult?.resources ?? [];
    assert.deepEqual(
      results.map(({ status }) => status),
      ['Synced', 'PruneSkipped'],
    );
    assert.deepEqual(
      [await versionOf('a'), await versionOf('b')],
      ['v2', 'v1'],
    );
    await run({ sync: { prune: true } });
    assert.equal(await versionOf('b'), undefined);
  });

  it('go back to a commit of the history, from where it was deployed from', async () => {
    const entry = (await test.read('operated'))?.status?.history?.[0];
    assert.equal(entry?.revision, first);
    const { status } = await run({
      initiatedBy: { username: 'pia' },
      sync: { revision: entry?.revision, source: entry?.source, prune: true },
    });
    assert.deepEqual(
      [await versionOf('a'), await versionOf('b')],
      ['v1', 'v1'],
    );
    assert.equal(status?.history?.at(-1)?.revision, first);
    assert.deepEqual(status?.history?.at(-1)?.source, entry?.source);
    await test.reaches(
      'operated',
      application => application.status?.sync?.status === 'OutOfSync',
    );
  });

  it('sync some objects only, which is no deployment', async () => {
    const count = (await test.read('operated'))?.status?.history?.length;
    await repository.commit(manifests('v3', ['a', 'b']));
    const { status } = await run({
      sync: { resources: [{ kind: 'ConfigMap', name: 'b' }] },
    });
    assert.deepEqual(
      [await versionOf('a'), await versionOf('b')],
      ['v1', 'v3'],
    );
    assert.equal(status?.operationState?.syncResult?.resources?.length, 1);
    assert.equal(status?.history?.length, count);
  });

  it('fail with the cause, before anything is changed', async () => {
    await repository.commit(manifests('v4', ['a', 'b', 'wrong']));
    const { status } = await run({ sync: {} });
    const { phase, message, syncResult } = status?.operationState ?? {};
    assert.equal(phase, 'Failed');
    assert.equal(message, 'one or more objects failed to apply (dry run)');
    const [resource, ...others] = syncResult?.resources ?? [];
    assert.equal(others.length, 0);
    assert.match(resource.message, /ConfigMap "wrong" is invalid/);
    assert.equal(await versionOf('b'), 'v3');
    assert.deepEqual(status?.conditions, []);
  });

  it('end as an error where there is nothing to sync', async () => {
    const unknown = await run({ sync: { revision: 'no-such-branch' } });
    const { phase, message } = unknown.status?.operationState ?? {};
    assert.equal(phase, 'Error');
    assert.match(message ?? '', /^ComparisonError: .*'no-such-branch'/);
    const empty = await run({ info: [] });
    assert.equal(
      empty.status?.operationState?.message,
      'Invalid operation request: no operation specified',
    );
  });

  it('are terminated, also while they wait to be repeated', async () => {
    await ask({ sync: { revision: first } });
    await test.reaches(
      'operated',
      ({ status }) => status?.operationState?.phase === 'Running',
    );
    const terminating = {
      status: { operationState: { phase: 'Terminating' } },
    };
    await test.merge('operated', terminating);
    const ended = await test.reaches(
      'operated',
      ({ operation }) => operation === undefined,
    );
    assert.equal(ended.status?.operationState?.phase, 'Failed');
    assert.equal(ended.status?.operationState?.message, 'Operation terminated');
    assert.equal(await versionOf('b'), 'v3', 'nothing was applied');

    await ask({ sync: {}, retry: { limit: 2 } });
    const { status } = await test.reaches('operated', application =>
      Boolean(application.status?.operationState?.retryCount),
    );
    assert.equal(status?.operationState?.phase, 'Running');
    assert.match(
      status?.operationState?.message ?? '',
      /^one or more objects failed to apply \(dry run\)\. Retrying attempt #1 at \d+:\d\d[AP]M\.$/,
    );
    await test.merge('operated', terminating);
    const given = await test.reaches(
      'operated',
      ({ operation }) => operation === undefined,
    );
    assert.equal(
      given.status?.operationState?.message,
      'Operation terminated (retried 1 times).',
    );
  });

  it('do not keep a second request, nor clear what an older one has left', async () => {
    await ask({
      initiatedBy: { username: 'ana' },
      info: [{ name: 'Reason', value: 'First' }],
      sync: { revision: first, dryRun: true },
    });
    await test.reaches(
      'operated',
      ({ status }) => status?.operationState?.phase === 'Running',
    );
    const second = { initiatedBy: { username: 'pia' }, sync: { prune: true } };
    await test.merge('operated', { operation: { ...second, info: null } });
    const { status } = await test.reaches(
      'operated',
      ({ operation }) => operation === undefined,
    );
    assert.deepEqual(status?.operationState?.operation.initiatedBy, {
      username: 'ana',
    });
    assert.equal(status?.operationState?.phase, 'Succeeded');
    await test.merge('operated', { operation: second });
    const { status: merged } = await test.reaches(
      'operated',
      ({ status: now }) =>
        now?.operationState?.phase === 'Running' &&
        now.operationState.operation.initiatedBy?.username === 'pia',
    );
    assert.deepEqual(merged?.operationState?.operation, {
      initiatedBy: { username: 'pia' },
      info: [{ name: 'Reason', value: 'First' }],
      sync: { revision: first, dryRun: true, prune: true },
    });
    await test.reaches('operated', ({ operation }) => operation === undefined);
  });

  it('compare with Git as it is now before they say that they did', async () => {
    for (const kind of ['normal', 'hard']) {
      const commit = await repository.commit(manifests(kind, ['a', 'b']));
      await test.merge('operated', {
        metadata: { annotations: { [refreshAnnotation]: kind } },
      });
      const { status } = await test.reaches(
        'operated',
        ({ metadata }) => !metadata?.annotations?.[refreshAnnotation],
      );
      assert.equal(status?.sync?.revision, commit);
      assert.equal(status?.sync?.status, 'OutOfSync');
    }
  });
});
