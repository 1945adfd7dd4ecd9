import { ProtectedBranchError } from '@golden-path/plugin-platform-node';
import { OperationHarness } from '../__testUtils__/OperationHarness';

const toStaging = { environment: 'staging', image: 'v1.9.0' };

describe('a pull request', () => {
  it.each<[string, (harness: OperationHarness) => void]>([
    [
      'the branch is protected',
      ({ repository }) => {
        repository.needsPullRequest = true;
      },
    ],
    ['the configuration says so', () => {}],
  ])('is opened where %s, and waited for', async (title, prepare) => {
    const harness = OperationHarness.create({
      delivery: {
        default: 'commit',
        environments: title.includes('configuration')
          ? { staging: 'pull-request' }
          : {},
      },
    });
    prepare(harness);
    const { summary } = await harness.plan('deploy', toStaging);
    expect(summary).toContain('A pull request for acme/orders brings v1.9.0');
    const { repository } = harness;
    let waits = 0;
    let writtenBefore: number | undefined;
    harness.onWait = () => {
      waits += 1;
      if (waits === 3) {
        writtenBefore = repository.written.length;
        repository.merge(1);
      }
    };
    const run = await harness.run('deploy', toStaging);
    expect(writtenBefore).toBe(0);
    expect(repository.pullRequests[0].request).toMatchObject({
      head: 'portal/deploy-staging-op-1',
      title: 'Deploy v1.9.0 to staging (orders)',
      trailers: { 'Requested-by': 'user:default/ana' },
    });
    expect(run.reports[0]).toBe(
      'Waits until pull request 1 is merged: https://github.com/acme/orders/pull/1',
    );
    expect(run.messages).toMatchObject({
      merge: 'Pull request 1 is merged.',
      healthy: 'v1.9.0 runs, and it is healthy.',
    });
  });

  it('is opened where the branch turns out to be protected', async () => {
    const harness = OperationHarness.create();
    jest.spyOn(harness.repository, 'commit').mockRejectedValue(
      new ProtectedBranchError({
        repository: 'acme/orders',
        branch: 'main',
        reason: 'a rule',
      }),
    );
    harness.onWait = () => {
      if (harness.repository.pullRequests[0]?.state === 'open') {
        harness.repository.merge(1);
      }
    };
    const run = await harness.run('deploy', toStaging);
    expect(run.messages).toMatchObject({
      commit: 'Opened pull request 1.',
      healthy: 'v1.9.0 runs, and it is healthy.',
    });
  });

  it('ends it when people close it', async () => {
    const harness = OperationHarness.create({
      delivery: { default: 'pull-request', environments: {} },
    });
    harness.onWait = () => {
      harness.repository.pullRequests[0].state = 'closed';
    };
    await expect(harness.run('deploy', toStaging)).rejects.toThrow(
      'Pull request 1 was closed without being merged',
    );
  });

  it('is closed to undo it while it is open', async () => {
    const harness = OperationHarness.create({
      delivery: { default: 'pull-request', environments: {} },
    });
    const { details } = await harness.plan('deploy', toStaging);
    const [commit] = harness.definition('deploy').phases;
    const { outputs } = await harness.runPhases([commit], {
      id: 'op-1',
      kind: 'deploy',
      details,
    });
    const undo = await harness.planUndo('deploy', { details, outputs });
    expect(undo.title).toBe('Close pull request 1 of acme/orders');
    const run = await harness.runPhases(
      harness.definition('deploy').undo?.phases ?? [],
      { id: 'op-2', kind: 'deploy', details: undo.details },
    );
    expect(harness.repository.pullRequests[0].state).toBe('closed');
    expect(run.messages).toMatchObject({
      commit: 'Closed pull request 1; nothing was changed.',
      healthy: 'Nothing was deployed.',
    });
    expect(harness.argoCd.requests).toEqual([]);
  });
});
