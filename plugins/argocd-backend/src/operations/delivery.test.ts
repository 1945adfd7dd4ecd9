import {
  ordersEntity,
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
    harness.onWait = () => {
      waits += 1;
      if (waits === 3) {
        expect(repository.written).toEqual([]);
        repository.merge(1);
      }
    };
    const run = await harness.run('deploy', toStaging);
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

describe('promote', () => {
  it('brings what the environment before runs', async () => {
    const harness = OperationHarness.create();
    const plan = await harness.plan('promote', toProduction);
    expect(plan).toMatchObject({
      title: 'Promote v1.8.2 to production',
      risk: 'high',
      confirmationText: 'orders',
      changes: [
        {
          from: 'ghcr.io/acme/orders:v1.8.0',
          to: 'ghcr.io/acme/orders:v1.8.2',
        },
      ],
    });
    expect(plan.summary).toContain('brings v1.8.2, which staging runs, to');
    await harness.run('promote', toProduction);
    expect(harness.repository.contentOf(overlayPath('production'))).toBe(
      overlayOf('v1.8.2'),
    );
  });

  it('warns of an environment before that does not work', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.change('orders-staging', {
      application: { health: { status: 'Degraded' } },
    });
    const plan = await harness.plan('promote', toProduction);
    expect(plan.warnings).toContain('staging is Degraded with this version.');
  });

  it('makes another plan when the environment before runs another version', async () => {
    const harness = OperationHarness.create();
    const before = await harness.plan('promote', toProduction);
    await harness.run('deploy', toStaging);
    const after = await harness.plan('promote', toProduction);
    expect(after.decidedBy).not.toEqual(before.decidedBy);
    expect(after.title).toBe('Promote v1.9.0 to production');
  });

  it.each([
    ['development', 'Nothing can be promoted to development'],
    ['prodution', "There is no environment 'prodution'. Known environments:"],
  ])('refuses %s', async (environment, message) => {
    const harness = OperationHarness.create();
    await expect(harness.plan('promote', { environment })).rejects.toThrow(
      message,
    );
  });
});

describe('roll-back', () => {
  async function deployedTwice() {
    const harness = OperationHarness.create();
    const first = harness.repository.head.sha;
    await harness.run('deploy', { ...toProduction, image: 'v1.9.0' });
    const second = harness.repository.head.sha;
    harness.argoCd.change('orders-production', {
      application: {
        history: [
          { id: 2, revision: second, automated: false },
          { id: 1, revision: first, automated: false },
        ],
      },
    });
    return harness;
  }

  it('writes what the overlay said at that time', async () => {
    const harness = await deployedTwice();
    const input = { ...toProduction, historyId: 1 };
    const plan = await harness.plan('roll-back', input);
    expect(plan).toMatchObject({
      title: 'Roll production back to v1.8.0',
      changes: [
        {
          from: 'ghcr.io/acme/orders:v1.9.0',
          to: 'ghcr.io/acme/orders:v1.8.0',
        },
      ],
    });
    const run = await harness.run('roll-back', input, 'op-2');
    expect(harness.repository.contentOf(overlayPath('production'))).toBe(
      overlayOf('v1.8.0'),
    );
    expect(run.messages.healthy).toBe('v1.8.0 runs, and it is healthy.');
  });

  it('refuses what is not in the history', async () => {
    const harness = await deployedTwice();
    await expect(
      harness.plan('roll-back', { ...toProduction, historyId: 7 }),
    ).rejects.toThrow('has no deployment 7. There are: 2, 1');
  });

  it('lets Argo CD do it where there is no overlay and it does not sync by itself', async () => {
    const harness = await deployedTwice();
    const { sources } = harness.argoCd.liveOf('orders-production');
    const helm = [{ ...sources[0], type: 'helm' as const }];
    harness.argoCd.change('orders-production', { sources: helm });
    const input = { ...toProduction, historyId: 1 };
    const plan = await harness.plan('roll-back', input);
    expect(plan.summary).toContain('It is made from a Helm chart.');
    expect(plan.warnings).toEqual([
      'Git still asks for the new version: the next sync brings it back.',
    ]);
    const run = await harness.run('roll-back', input, 'op-2');
    expect(harness.argoCd.requests.at(-1)).toMatchObject({
      type: 'rollback',
      body: { historyId: 1, operationId: 'op-2' },
    });
    expect(run.messages.commit).toContain('Nothing is written');

    harness.argoCd.change('orders-production', { isAutomated: true });
    await expect(harness.plan('roll-back', input)).rejects.toThrow(
      'because it syncs this application by itself and would bring the new version back',
    );
  });
});

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

describe('who may not', () => {
  const kinds: [string, object][] = [
    ['refresh', {}],
    ['sync', {}],
    ['terminate-sync', {}],
    ['deploy', { image: 'v1.9.0' }],
    ['promote', {}],
    ['roll-back', { historyId: 1 }],
  ];

  it.each(kinds)(
    'S8: %s refuses what is not confirmed, and tells nothing of it',
    async (kind, input) => {
      const harness = OperationHarness.create();
      harness.argoCd.change('orders-production', {
        application: { entityRef: 'component:default/payments' },
      });
      const readBranch = jest.spyOn(harness.repository, 'readBranch');
      await expect(
        harness.plan(kind, { ...toProduction, ...input }),
      ).rejects.toThrow(
        'orders-production may not be changed from here. Its annotation backstage.io/entity-ref names component:default/payments.',
      );
      expect(readBranch).not.toHaveBeenCalled();
    },
  );

  it.each(kinds)(
    'S2: %s finds nothing beside the applications of the entity',
    async (kind, input) => {
      const harness = OperationHarness.create();
      harness.argoCd.add({
        name: 'payments-production',
        environment: 'production',
        entityRef: 'component:default/payments',
      });
      const entity = {
        ...ordersEntity,
        metadata: {
          ...ordersEntity.metadata,
          annotations: { 'argocd/app-name': 'orders-production' },
        },
      };
      for (const application of ['payments-production', '..%2Fclusters']) {
        await expect(
          harness.plan(
            kind,
            { ...toProduction, ...input, application },
            entity,
          ),
        ).rejects.toThrow('has no application');
      }
      expect(harness.argoCd.requests).toEqual([]);
    },
  );

  it('S8: promotes nothing from an application that only claims to be of the service', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.change('orders-staging', {
      application: { entityRef: 'component:default/payments' },
    });
    await expect(harness.plan('promote', toProduction)).rejects.toThrow(
      'orders-staging may not be changed from here',
    );
  });

  it('S8: does not write the folder that an application of somebody else is made from', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.add({
      name: 'payments-staging',
      environment: 'staging',
      labels: { environment: 'staging' },
      entityRef: 'component:default/payments',
    });
    await expect(harness.plan('deploy', toStaging)).rejects.toThrow(
      'The application payments-staging of another service is made from acme/orders/k8s/overlays/staging/kustomization.yaml, too',
    );
  });

  it.each(kinds)('%s is switched off where the configuration says so', kind => {
    const { definition } = {
      definition: OperationHarness.create({ readOnly: true }).definition(kind),
    };
    expect(definition.disabledReason?.()).toContain('argocd.readOnly is true');
    expect(
      OperationHarness.create().definition(kind).disabledReason?.(),
    ).toBeUndefined();
  });
});
