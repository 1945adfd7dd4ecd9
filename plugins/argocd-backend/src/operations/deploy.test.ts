import {
  OperationHarness,
  overlayOf,
  overlayPath,
} from '../__testUtils__/OperationHarness';

const toStaging = { environment: 'staging', image: 'v1.9.0' };
const toProduction = { environment: 'production' };

describe('deploy', () => {
  it('commits the version, and follows it until it is healthy', async () => {
    const harness = OperationHarness.create();
    const { repository } = harness;
    repository.tags.set('v1.8.2', repository.head.sha);
    repository.push({ title: 'Count faster', author: 'Ben', tag: 'v1.9.0' });

    const plan = await harness.plan('deploy', toStaging);
    expect(plan).toMatchObject({
      title: 'Deploy v1.9.0 to staging',
      summary:
        'A commit to main of acme/orders brings v1.9.0 to staging; Argo CD applies it, and it is followed until it is healthy.',
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
      warnings: [],
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

    const run = await harness.run('deploy', toStaging);
    expect(repository.contentOf(overlayPath('staging'))).toBe(
      overlayOf('v1.9.0'),
    );
    expect(repository.written.map(({ text }) => text)).toEqual([
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

  it('asks for a sync to exactly this commit where Argo CD does not sync by itself', async () => {
    const harness = OperationHarness.create();
    const plan = await harness.plan('deploy', {
      ...toProduction,
      image: 'v1.9.0',
    });
    expect(plan).toMatchObject({ risk: 'high', confirmationText: 'orders' });
    const run = await harness.run('deploy', {
      ...toProduction,
      image: 'v1.9.0',
    });
    expect(harness.argoCd.requests[1]).toEqual({
      type: 'sync',
      body: {
        name: 'orders-production',
        operationId: 'op-1',
        requestedBy: 'user:default/ana',
        revision: harness.repository.head.sha,
        prune: false,
        dryRun: false,
      },
    });
    expect(run.messages.healthy).toBe('v1.9.0 runs, and it is healthy.');
  });

  it('has nothing to do where Git says so already', async () => {
    const harness = OperationHarness.create();
    const plan = await harness.plan('deploy', {
      environment: 'staging',
      image: 'v1.8.2',
    });
    expect(plan.nothingToDo).toContain('Git already asks for v1.8.2');
  });

  it.each<[object, string]>([
    [{ type: 'helm', path: undefined }, 'It is made from a Helm chart.'],
    [{ type: 'directory' }, 'It is made from plain manifests'],
    [
      { repositoryUrl: 'https://gitlab.example.com/acme/orders' },
      'is not on a host of integrations.github',
    ],
    [{ overridesImages: true }, 'wins over what Git says'],
    [{ targetRevision: 'v1.0.0' }, "It follows 'v1.0.0' of acme/orders"],
    [{ path: 'k8s/base' }, 'has no kustomization.yaml'],
  ])('explains what it cannot write: %j', async (source, message) => {
    const harness = OperationHarness.create();
    const { sources } = harness.argoCd.liveOf('orders-staging');
    harness.argoCd.change('orders-staging', {
      sources: [{ ...sources[0], ...source }],
    });
    await expect(harness.plan('deploy', toStaging)).rejects.toThrow(message);
  });

  it('hangs on what is written over and on what runs, and on nothing that changes by itself', async () => {
    const harness = OperationHarness.create();
    const hangsOn = async () =>
      JSON.stringify((await harness.plan('deploy', toStaging)).decidedBy);
    const first = await hangsOn();
    harness.repository.push({ title: 'Something else', author: 'Ben' });
    const { application } = harness.argoCd.liveOf('orders-staging');
    harness.argoCd.change('orders-staging', {
      application: {
        sync: { ...application.sync, comparedAt: '2026-01-02T00:00:00Z' },
      },
    });
    expect(await hangsOn()).toBe(first);

    harness.argoCd.change('orders-staging', {
      application: { images: [{ name: 'ghcr.io/acme/orders', tag: 'v1.8.3' }] },
    });
    const second = await hangsOn();
    expect(second).not.toBe(first);
    harness.repository.push({
      files: { [overlayPath('staging')]: overlayOf('v1.8.3') },
      title: 'By hand',
      author: 'Ben',
    });
    expect(await hangsOn()).not.toBe(second);
  });

  it('R13: writes over nothing that somebody else has changed since the plan', async () => {
    const harness = OperationHarness.create();
    const { details } = await harness.plan('deploy', toStaging);
    harness.repository.push({
      files: { [overlayPath('staging')]: overlayOf('v1.8.3') },
      title: 'By hand',
      author: 'Ben',
    });
    const { phases } = harness.definition('deploy');
    await expect(
      harness.runPhases(phases, { id: 'op-1', kind: 'deploy', details }),
    ).rejects.toThrow('was changed by somebody else');
    expect(harness.repository.written).toEqual([]);
  });

  it('takes a reason into the commit, on one line', async () => {
    const harness = OperationHarness.create();
    const { details } = await harness.plan('deploy', toStaging);
    await harness.runPhases(harness.definition('deploy').phases, {
      id: 'op-1',
      kind: 'deploy',
      details,
      reason: 'It is urgent\n\nRequested-by: user:default/pia',
    });
    expect(harness.repository.head.text.split('\n')).toEqual([
      'Deploy v1.9.0 to staging (orders)',
      '',
      'Reason: It is urgent Requested-by: user:default/pia',
      '',
      'Requested-by: user:default/ana',
    ]);
  });
});
