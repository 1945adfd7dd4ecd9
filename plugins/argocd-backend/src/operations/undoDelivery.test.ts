import {
  OperationHarness,
  overlayOf,
  overlayPath,
} from '../__testUtils__/OperationHarness';

const toStaging = { environment: 'staging', image: 'v1.9.0' };

describe('undo', () => {
  it('gives the overlay back what it had', async () => {
    const harness = OperationHarness.create();
    const { details } = await harness.plan('deploy', toStaging);
    const { outputs } = await harness.run('deploy', toStaging);
    const undo = await harness.planUndo('deploy', { details, outputs });
    expect(undo).toMatchObject({
      title: 'Bring v1.8.2 back to staging',
      target: { key: 'argocd/main/argocd/orders-staging' },
    });
    await harness.runPhases(harness.definition('deploy').undo?.phases ?? [], {
      id: 'op-2',
      kind: 'deploy',
      details: undo.details,
    });
    expect(harness.repository.contentOf(overlayPath('staging'))).toBe(
      overlayOf('v1.8.2'),
    );
    expect(
      harness.argoCd.liveOf('orders-staging').application.images,
    ).toMatchObject([{ tag: 'v1.8.2' }]);
  });

  it('does nothing where nothing was written', async () => {
    const harness = OperationHarness.create();
    const { details } = await harness.plan('deploy', toStaging);
    const undo = await harness.planUndo('deploy', { details, outputs: {} });
    expect(undo.nothingToDo).toContain('nothing is written');
  });

  it('writes over nothing that came later', async () => {
    const harness = OperationHarness.create();
    const { details } = await harness.plan('deploy', toStaging);
    const { outputs } = await harness.run('deploy', toStaging);
    harness.repository.push({
      files: { [overlayPath('staging')]: overlayOf('v2.0.0') },
      title: 'By hand',
      author: 'Ben',
    });
    await expect(
      harness.planUndo('deploy', { details, outputs }),
    ).rejects.toThrow(
      'is no longer what this has written: it asks for ghcr.io/acme/orders:v2.0.0 now',
    );
  });
});
