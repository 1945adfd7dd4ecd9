import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advanceRollout } from './advanceRollout.ts';
import { podTemplateHash } from './advanceReplicas.ts';
import type { CanaryStep, Rollout, RolloutStatus } from './rollout.ts';
import type { ReplicaCount } from './rolloutReplicas.ts';
import type { StepAnalysis } from './rolloutStep.ts';

const start = Date.parse('2026-01-05T09:00:00Z');
const none = { replicas: 0, available: 0 };

/** A Rollout that lives through looks at it, one per second, each from its JSON alone. */
class World {
  rollout: Rollout;
  seconds = 0;
  revision = 1;
  history: string[] = [];
  events: string[] = [];
  analysis?: StepAnalysis;
  readonly counts = new Map<string, ReplicaCount>();

  constructor(
    strategy: NonNullable<Rollout['spec']>['strategy'],
    replicas = 3,
  ) {
    this.rollout = {
      metadata: { name: 'shipping', namespace: 'orders', generation: 1 },
      spec: {
        replicas,
        progressDeadlineSeconds: 20,
        strategy,
        template: { spec: { containers: [{ image: 'registry/shipping:v1' }] } },
      },
    };
    this.live(20);
    this.history = [];
    this.events = [];
  }

  get status(): RolloutStatus {
    return this.rollout.status ?? {};
  }

  deploy(tag: string): void {
    const { metadata, spec } = this.rollout;
    const containers = [{ image: `registry/shipping:${tag}` }];
    this.revision += 1;
    this.rollout = {
      ...this.rollout,
      metadata: { ...metadata, generation: (metadata?.generation ?? 0) + 1 },
      spec: { ...spec, template: { spec: { containers } } },
    };
  }

  /** What a person writes into the status. */
  write(status: Partial<RolloutStatus>): void {
    this.rollout = { ...this.rollout, status: { ...this.status, ...status } };
  }

  live(seconds: number): void {
    for (let second = 0; second < seconds; second++, this.seconds++) {
      const hash = podTemplateHash(this.rollout);
      const { stableRS = '' } = this.status;
      const advance = advanceRollout(this.rollout, {
        now: new Date(start + this.seconds * 1000),
        replicaMilliseconds: 2000,
        revision: this.revision,
        analysis: this.analysis,
        replicas: {
          updated: this.counts.get(hash) ?? none,
          stable: stableRS === hash ? none : this.counts.get(stableRS) ?? none,
        },
      });
      this.counts.set(hash, advance.replicas.updated);
      if (stableRS !== hash) {
        this.counts.set(stableRS, advance.replicas.stable);
      }
      if (advance.startAnalysis) {
        this.analysis = { name: 'run', phase: 'Running' };
      }
      const status: RolloutStatus = JSON.parse(JSON.stringify(advance.status));
      this.rollout = { ...this.rollout, status };
      this.events.push(...advance.events.map(({ reason }) => reason));
      const weight = status.canary?.weights?.canary.weight;
      const line = `${status.phase} ${status.currentStepIndex ?? '-'} ${
        advance.replicas.updated.available
      }+${advance.replicas.stable.available}${
        weight === undefined ? '' : ` ${weight} %`
      }`;
      if (!this.history.at(-1)?.endsWith(` ${line}`)) {
        this.history.push(`${this.seconds} ${line}`);
      }
    }
  }
}

const steps: CanaryStep[] = [
  { setWeight: 10 },
  { pause: { duration: '10s' } },
  { setWeight: 30 },
  { pause: {} },
  { setWeight: 60 },
  { pause: { duration: 10 } },
];

describe('advanceRollout', () => {
  it('deploys the first version without its steps', () => {
    const world = new World({ canary: { steps } });
    assert.equal(world.status.phase, 'Healthy');
    assert.equal(world.status.message, undefined);
    assert.equal(world.status.currentStepIndex, 6);
    assert.equal(world.status.stableRS, world.status.currentPodHash);
    assert.equal(world.status.availableReplicas, 3);
  });

  it('goes through weights and pauses, and waits where no duration is given', () => {
    const world = new World({ canary: { steps, trafficRouting: {} } });
    world.deploy('v2');
    world.live(60);
    assert.deepEqual(world.history, [
      '20 Progressing 0 0+3 10 %',
      '23 Progressing 0 1+3 10 %',
      '24 Progressing 1 1+3 10 %',
      '25 Paused 1 1+3 10 %',
      '35 Progressing 2 1+3 30 %',
      '36 Progressing 3 1+3 30 %',
      '37 Paused 3 1+3 30 %',
    ]);
    const { pauseConditions, controllerPause, message, replicas } =
      world.status;
    assert.deepEqual(pauseConditions, [
      { reason: 'CanaryPauseStep', startTime: '2026-01-05T09:00:37Z' },
    ]);
    assert.equal(controllerPause, true);
    assert.equal(message, 'CanaryPauseStep');
    assert.equal(replicas, 4);

    world.history = [];
    world.write({ pauseConditions: undefined });
    world.live(40);
    assert.deepEqual(world.history, [
      '80 Progressing 4 1+3 60 %',
      '83 Progressing 4 2+3 60 %',
      '84 Progressing 5 2+3 60 %',
      '85 Paused 5 2+3 60 %',
      '95 Progressing 6 2+3 100 %',
      '98 Progressing 6 3+3 100 %',
      '99 Healthy 6 3+3 0 %',
      '100 Healthy 6 3+0 0 %',
    ]);
    assert.equal(world.status.stableRS, podTemplateHash(world.rollout));
    assert.equal(world.status.pauseConditions, undefined);
    assert.deepEqual(world.events, [
      'RolloutUpdated',
      'NewReplicaSetCreated',
      'RolloutStepCompleted',
      'RolloutPaused',
      'RolloutStepCompleted',
      'RolloutResumed',
      'RolloutStepCompleted',
      'RolloutPaused',
      'RolloutStepCompleted',
      'RolloutResumed',
      'RolloutStepCompleted',
      'RolloutPaused',
      'RolloutStepCompleted',
      'RolloutResumed',
      'RolloutCompleted',
    ]);
  });

  it('shares the pods where nothing routes the requests', () => {
    const world = new World({ canary: { steps } });
    world.deploy('v2');
    world.live(60);
    assert.equal(world.status.canary?.weights, undefined);
    assert.deepEqual(
      [world.status.updatedReplicas, world.status.replicas],
      [1, 3],
    );
  });

  it('aborts when an analysis fails, and begins anew on retry', () => {
    const world = new World({
      canary: {
        steps: [
          { setWeight: 30 },
          { analysis: { templates: [{ templateName: 'success-rate' }] } },
        ],
      },
    });
    world.deploy('v2');
    world.live(10);
    assert.deepEqual(world.status.canary?.currentStepAnalysisRunStatus, {
      name: 'run',
      status: 'Running',
    });
    assert.equal(world.status.phase, 'Progressing');
    const message =
      'Metric "success-rate" assessed Failed due to failed (1) > failureLimit (0)';
    world.analysis = { name: 'run', phase: 'Failed', message };
    world.live(20);
    const { phase, abort, abortedAt, currentStepIndex } = world.status;
    assert.deepEqual(
      { phase, abort, abortedAt, currentStepIndex },
      {
        phase: 'Degraded',
        abort: true,
        abortedAt: '2026-01-05T09:00:30Z',
        currentStepIndex: 0,
      },
    );
    assert.equal(
      world.status.message,
      `RolloutAborted: Rollout aborted update to revision 2: Step-based analysis phase error/failed: ${message}`,
    );
    assert.deepEqual(
      [world.status.updatedReplicas, world.status.availableReplicas],
      [0, 3],
    );
    assert.ok(world.events.includes('AnalysisRunFailed'));
    assert.equal(
      world.events.filter(reason => reason === 'RolloutAborted').length,
      1,
    );

    world.analysis = undefined;
    world.write({ abort: undefined });
    world.live(10);
    assert.equal(world.status.phase, 'Progressing');
    world.analysis = { name: 'run', phase: 'Successful' };
    world.live(20);
    assert.equal(world.status.phase, 'Healthy');
    assert.equal(world.status.canary?.currentStepAnalysisRunStatus, undefined);
  });

  it('stops where somebody aborts, and skips all steps where somebody asks for it', () => {
    const world = new World({ canary: { steps } });
    world.deploy('v2');
    world.live(60);
    world.write({ abort: true });
    world.live(10);
    assert.equal(
      world.status.message,
      'RolloutAborted: Rollout aborted update to revision 2',
    );
    assert.ok(world.status.abortedAt);
    world.deploy('v3');
    world.live(60);
    assert.equal(world.status.phase, 'Paused');
    world.write({ promoteFull: true });
    world.live(20);
    assert.equal(world.status.phase, 'Healthy');
    assert.equal(world.status.promoteFull, undefined);
  });

  it('passes the deadline with an image that nobody can pull, and stays so', () => {
    const world = new World({ canary: { steps } });
    world.deploy('v2-missing');
    world.live(60);
    assert.equal(world.status.phase, 'Degraded');
    assert.match(
      world.status.message ?? '',
      /^ProgressDeadlineExceeded: ReplicaSet "shipping-\w+" has timed out progressing\.$/,
    );
    const { history } = world;
    assert.match(history.at(-1) ?? '', /^41 Degraded/);
    world.deploy('v3');
    world.live(60);
    assert.equal(world.status.phase, 'Paused');
  });

  it('keeps the new version of a blue-green rollout back until it is promoted', () => {
    const world = new World({ blueGreen: { autoPromotionEnabled: false } });
    const before = world.status.currentPodHash;
    assert.equal(world.status.blueGreen?.activeSelector, before);
    world.deploy('v2');
    world.live(60);
    const after = world.status.currentPodHash;
    assert.equal(world.status.phase, 'Paused');
    assert.equal(world.status.message, 'BlueGreenPause');
    assert.deepEqual(world.status.blueGreen, {
      activeSelector: before,
      previewSelector: after,
    });
    world.write({ pauseConditions: undefined });
    world.live(10);
    assert.equal(world.status.phase, 'Healthy');
    assert.equal(world.status.blueGreen?.activeSelector, after);
    assert.equal(world.status.stableRS, after);
  });
});
