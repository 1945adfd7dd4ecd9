import {
  Crash,
  OperationHarness,
  overlayOf,
  overlayPath,
} from '../__testUtils__/OperationHarness';

describe('deploy', () => {
  it('commits the version, and follows it until it is healthy', async () => {
    const harness = OperationHarness.create();
    const input = { environment: 'staging', image: 'v1.9.0' };
    harness.repository.tags.set('v1.8.2', harness.repository.head.sha);
    harness.repository.push({
      title: 'Count faster',
      author: 'Ben',
      tag: 'v1.9.0',
    });

    const plan = await harness.plan('deploy', input);
    expect(plan).toMatchObject({
      title: 'Deploy v1.9.0 to staging',
      target: {
        key: 'argocd/main/argocd/orders-staging',
        environment: 'staging',
      },
      confirmation: { confirmed: true, by: 'annotation' },
      risk: 'medium',
      changes: [
        {
          subject: 'ghcr.io/acme/orders',
          from: 'ghcr.io/acme/orders:v1.8.2',
          to: 'ghcr.io/acme/orders:v1.9.0',
        },
      ],
      commits: {
        direction: 'added',
        items: [{ title: 'Count faster', author: 'Ben' }],
      },
      confirmationText: undefined,
      nothingToDo: undefined,
    });
    expect(plan.files?.[0].diff).toMatchInlineSnapshot(`
      "--- k8s/overlays/staging/kustomization.yaml
      +++ k8s/overlays/staging/kustomization.yaml
      @@ -3,4 +3,4 @@
         - ../../base
       images:
         - name: ghcr.io/acme/orders
      -    newTag: v1.8.2 # keep
      +    newTag: v1.9.0 # keep
      "
    `);

    const run = await harness.run('deploy', input);
    expect(harness.repository.contentOf(overlayPath('staging'))).toBe(
      overlayOf('v1.9.0'),
    );
    expect(harness.repository.written.map(({ text }) => text)).toEqual([
      'Deploy v1.9.0 to staging (orders)\n\nRequested-by: user:default/ana',
    ]);
    expect(run.messages).toMatchInlineSnapshot(`
      {
        "commit": "Committed 0e580e9 to main.",
        "healthy": "v1.9.0 runs, and it is healthy.",
        "merge": "Not needed.",
        "refresh": "Argo CD was asked to look at Git.",
        "rollout": "It has no rollout: all at once.",
        "sync": "The cluster has v1.9.0.",
      }
    `);
    expect(harness.argoCd.requests.map(({ type }) => type)).toEqual([
      'refresh',
    ]);
  });

  it.each(
    [1, 2, 3, 4, 5, 6].flatMap(
      act =>
        [
          [act, 'before' as const],
          [act, 'after' as const],
        ] as const,
    ),
  )(
    'R10: is done once when the process dies at the effect %d, %s it',
    async (act, when) => {
      const harness = OperationHarness.create();
      const { details } = await harness.plan('deploy', {
        environment: 'production',
        image: 'v1.9.0',
      });
      const { phases } = harness.definition('deploy');
      const run = { id: 'op-1', kind: 'deploy', details };
      harness.crashAt(act, when);
      await harness.runPhases(phases, run).catch(error => {
        expect(error).toBeInstanceOf(Crash);
      });
      await harness.runPhases(phases, run);
      expect(harness.repository.written).toHaveLength(1);
      expect(
        harness.argoCd.requests.filter(({ type }) => type === 'sync'),
      ).toHaveLength(1);
    },
  );
});
