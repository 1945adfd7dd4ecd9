import { projectRollout } from './projectRollout';

const steps = [
  { setWeight: 20 },
  { pause: { duration: '10m' } },
  { analysis: { templates: [] } },
  { setWeight: 50 },
  { pause: {} },
];

function rolloutOf(status: object, spec: object = {}, metadata: object = {}) {
  return {
    metadata: { name: 'web', namespace: 'orders', generation: 3, ...metadata },
    spec: { strategy: { canary: { steps } }, ...spec },
    status: { observedGeneration: '3', ...status },
  };
}

describe('projectRollout', () => {
  it.each([
    [
      'as the controller says',
      rolloutOf({ phase: 'Degraded', message: 'ProgressDeadlineExceeded' }),
      'Degraded',
      'ProgressDeadlineExceeded',
    ],
    [
      'the controller has not seen the change',
      rolloutOf({ phase: 'Healthy', observedGeneration: '2' }),
      'Progressing',
      'Waits for Argo Rollouts to see the change.',
    ],
    [
      'a hash of an old version is no generation',
      rolloutOf({ phase: 'Healthy', observedGeneration: 'a1b2' }),
      'Healthy',
      undefined,
    ],
    [
      'it was just resumed',
      rolloutOf({
        phase: 'Paused',
        controllerPause: true,
        pauseConditions: [],
      }),
      'Progressing',
      'Was resumed and is about to go on.',
    ],
    [
      'an old controller pauses',
      rolloutOf({ pauseConditions: [{ reason: 'CanaryPauseStep' }] }),
      'Paused',
      undefined,
    ],
    [
      'nobody has said anything yet',
      { ...rolloutOf({}), status: undefined },
      'Unknown',
      undefined,
    ],
    [
      'it is a word of the future',
      rolloutOf({ phase: 'Dancing' }),
      'Unknown',
      undefined,
    ],
  ])('tells the phase when %s', (...row) => {
    const [, rollout, phase, message] = row;
    expect(projectRollout(rollout).detail).toMatchObject({ phase });
    expect(projectRollout(rollout).detail.message).toBe(message);
  });

  it.each([
    [
      'in the second step',
      rolloutOf({ currentStepIndex: 1, stableRS: 'a', currentPodHash: 'b' }),
      2,
      20,
      ['done', 'current', 'waiting', 'waiting', 'waiting'],
    ],
    [
      'with a traffic router',
      rolloutOf({
        currentStepIndex: 4,
        canary: { weights: { canary: { weight: 45 } } },
      }),
      5,
      45,
      ['done', 'done', 'done', 'done', 'current'],
    ],
    [
      'done',
      rolloutOf({
        currentStepIndex: 5,
        stableRS: 'b',
        currentPodHash: 'b',
        canary: { weights: { canary: { weight: 0 } } },
      }),
      6,
      100,
      ['done', 'done', 'done', 'done', 'done'],
    ],
    [
      'aborted',
      rolloutOf({
        currentStepIndex: 0,
        abort: true,
        stableRS: 'a',
        currentPodHash: 'b',
      }),
      1,
      0,
      ['skipped', 'skipped', 'skipped', 'skipped', 'skipped'],
    ],
    [
      'promoted in full',
      rolloutOf({
        currentStepIndex: 1,
        promoteFull: true,
        stableRS: 'a',
        currentPodHash: 'b',
      }),
      2,
      20,
      ['done', 'skipped', 'skipped', 'skipped', 'skipped'],
    ],
    [
      'with an index beyond its steps',
      rolloutOf({ currentStepIndex: 99 }),
      6,
      100,
      ['done', 'done', 'done', 'done', 'done'],
    ],
  ])('tells step and weight of one that is %s', (...row) => {
    const [, rollout, step, weight, states] = row;
    const { detail } = projectRollout(rollout);
    expect([detail.step, detail.weight]).toEqual([step, weight]);
    expect(detail.stepList.map(({ state }) => state)).toEqual(states);
  });

  it('names each kind of step', () => {
    const kinds = [
      { setWeight: 300 },
      { pause: { duration: 90 } },
      { pause: { duration: '1h30m' } },
      { pause: { duration: 'soon' } },
      { pause: {} },
      { analysis: {} },
      { experiment: {} },
      { setCanaryScale: { replicas: 2 } },
      { setHeaderRoute: { name: 'x' } },
      { setMirrorRoute: { name: 'x' } },
      { plugin: { name: 'argo/step' } },
      { danceStep: {} },
    ];
    const { detail } = projectRollout(
      rolloutOf(
        {},
        {
          strategy: {
            canary: {
              steps: kinds,
              trafficRouting: { maxTrafficWeight: 1000 },
            },
          },
        },
      ),
    );
    expect(
      detail.stepList.map(({ kind, title }) => `${kind}: ${title}`),
    ).toEqual([
      'setWeight: Set weight to 30 %',
      'pause: Pause for 1 min 30 s',
      'pause: Pause for 1 h 30 min',
      'pause: Pause for soon',
      'pause: Pause until promoted',
      'analysis: Run an analysis',
      'experiment: Run an experiment',
      'other: Scale the new version',
      'other: Route requests by their headers',
      'other: Mirror requests',
      'other: Run the plugin argo/step',
      'other: A step that this portal does not know',
    ]);
  });

  it('has neither steps nor a weight with blue and green', () => {
    const { detail, currentAnalyses } = projectRollout(
      rolloutOf(
        {
          phase: 'Paused',
          pauseConditions: [
            { reason: 'BlueGreenPause', startTime: '2026-01-02T03:04:05Z' },
          ],
          controllerPause: true,
          blueGreen: { prePromotionAnalysisRunStatus: { name: 'run' } },
        },
        { strategy: { blueGreen: { activeService: 'web' } } },
      ),
    );
    expect(detail).toEqual({
      name: 'web',
      namespace: 'orders',
      strategy: 'blueGreen',
      phase: 'Paused',
      pauseReason: 'BlueGreenPause',
      pausedSince: '2026-01-02T03:04:05Z',
      aborted: false,
      stepList: [],
    });
    expect(currentAnalyses).toEqual(['run']);
  });

  it('tells what its template asks for, and nothing else of it', () => {
    const containers = [
      { image: 'acme/web:v2', env: [{ name: 'PASSWORD', value: 'canary' }] },
    ];
    const template = { spec: { containers } };
    const { detail } = projectRollout(
      rolloutOf({}, { template, strategy: {} }),
    );

    expect(detail.images).toEqual([{ name: 'acme/web', tag: 'v2' }]);
    expect(JSON.stringify(detail)).not.toContain('PASSWORD');
    expect(projectRollout(rolloutOf({})).detail.images).toBeUndefined();
  });
});
