import type { DeploymentEvent, Resource, RolloutDetail } from './detailSchema';
import {
  explainDeployment,
  type DeploymentSituation,
} from './explainDeployment';
import type { Deployment } from './schema';

const deployment: Deployment = {
  instance: 'main',
  application: { name: 'x-staging', namespace: 'argocd', project: 'orders' },
  environment: 'staging',
  cluster: 'sandbox',
  destination: { namespace: 'orders' },
  confirmed: true,
  sync: { status: 'Synced' },
  health: { status: 'Healthy' },
  images: [],
  history: [],
  resources: [],
  conditions: [],
  links: { external: [] },
};

function change(values: Partial<Deployment>): DeploymentSituation {
  return {
    deployment: { ...deployment, ...values },
    rollouts: [],
    resources: [],
    events: [],
  };
}

function resource(kind: string, values: Partial<Resource> = {}): Resource {
  return {
    id: `${kind}/x`,
    group: '',
    kind,
    namespace: 'orders',
    name: 'x',
    requiresPruning: false,
    ...values,
  };
}

const pod = resource('Pod', { name: 'x-7d9', health: 'Degraded' });

/** A Pod that does not work, with a warning about it. */
function warning(
  reason: string,
  message: string,
  values: { health?: 'Degraded' | 'Progressing' } = {},
): DeploymentSituation {
  const { health = 'Degraded' } = values;
  const event: DeploymentEvent = {
    id: '1',
    type: 'Warning',
    reason,
    message,
    count: 3,
    object: { kind: 'Pod', name: 'x-7d9' },
  };
  return {
    ...change({ health: { status: health } }),
    resources: [resource('ReplicaSet', { health }), { ...pod, health }],
    events: [event],
  };
}

function telling(message: string): DeploymentSituation {
  return {
    ...change({ health: { status: 'Degraded' } }),
    resources: [{ ...pod, message }],
  };
}

function rollout(values: Partial<RolloutDetail>): DeploymentSituation {
  const detail: RolloutDetail = {
    name: 'x',
    namespace: 'orders',
    strategy: 'canary',
    phase: 'Paused',
    step: 3,
    steps: 6,
    weight: 30,
    aborted: false,
    analyses: [],
    stepList: [],
    ...values,
  };
  const health =
    detail.phase === 'Degraded'
      ? ({ status: 'Degraded' } as const)
      : ({ status: 'Suspended' } as const);
  return { ...change({ health }), rollouts: [detail] };
}

function analysis(metric: { value?: string; message?: string }) {
  return [
    {
      name: 'x-6d-2',
      phase: 'Failed' as const,
      metrics: [{ name: 'success-rate', phase: 'Failed' as const, ...metric }],
    },
  ];
}

const differing = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    resource('Service', { name: `s${index}`, sync: 'OutOfSync' }),
  );

describe('explainDeployment', () => {
  it.each<[string, DeploymentSituation, string]>([
    ['ok', change({}), 'It works, and the cluster runs what Git says.'],
    [
      'problem',
      warning(
        'Failed',
        'Failed to pull image "ghcr.io/acme/x:v9": rpc error: code = NotFound desc = failed to resolve reference "ghcr.io/acme/x:v9": ghcr.io/acme/x:v9: not found',
      ),
      'The image ghcr.io/acme/x:v9 cannot be pulled: not found (Pod x-7d9).',
    ],
    [
      'problem',
      warning(
        'Failed',
        'Failed to pull image "ghcr.io/acme/x:v9": failed to authorize: 403 Forbidden',
        { health: 'Progressing' },
      ),
      'The image ghcr.io/acme/x:v9 cannot be pulled: the cluster may not read it (Pod x-7d9).',
    ],
    [
      'problem',
      warning('BackOff', 'Back-off pulling image "ghcr.io/acme/x:v9"'),
      'The image ghcr.io/acme/x:v9 cannot be pulled (Pod x-7d9).',
    ],
    [
      'problem',
      telling('Back-off pulling image "acme/x:v9": ErrImagePull: not found'),
      'The image acme/x:v9 cannot be pulled: not found (Pod x-7d9).',
    ],
    [
      'problem',
      telling('ImagePullBackOff'),
      'An image cannot be pulled: ImagePullBackOff (Pod x-7d9).',
    ],
    [
      'problem',
      telling('container x: OOMKilled'),
      'The container uses more memory than it may and is stopped again and again (Pod x-7d9).',
    ],
    [
      'problem',
      warning('Failed', 'Error: secret "x-db" not found'),
      'A container cannot start: secret "x-db" not found (Pod x-7d9).',
    ],
    [
      'problem',
      warning(
        'FailedScheduling',
        '0/3 nodes are available: 3 Insufficient cpu.',
      ),
      'No node has room for Pod x-7d9: 0/3 nodes are available: 3 Insufficient cpu.',
    ],
    [
      'problem',
      warning(
        'BackOff',
        'Back-off restarting failed container x in pod x-7d9_orders(1)',
      ),
      'The container ends soon after each start (Pod x-7d9).',
    ],
    [
      'problem',
      warning(
        'Unhealthy',
        'Readiness probe failed: HTTP probe failed with statuscode: 500',
      ),
      'Pod x-7d9 runs, but does not answer as it should: Readiness probe failed: HTTP probe failed with statuscode: 500.',
    ],
    [
      'waiting',
      warning('Unhealthy', 'Readiness probe failed: connection refused', {
        health: 'Progressing',
      }),
      'It is not ready yet.',
    ],
    [
      'problem',
      rollout({
        phase: 'Degraded',
        aborted: true,
        analyses: analysis({
          value: '[0.91]',
          message: 'it has to be at least 0.95',
        }),
      }),
      'The analysis success-rate failed: measured 0.91, it has to be at least 0.95; the rollout was aborted.',
    ],
    [
      'problem',
      rollout({ phase: 'Degraded', aborted: true, message: 'aborted by ana.' }),
      'The rollout was aborted: aborted by ana.',
    ],
    [
      'problem',
      rollout({ phase: 'Degraded', message: 'timed out progressing' }),
      'The rollout does not get ahead: timed out progressing.',
    ],
    [
      'problem',
      {
        ...change({ health: { status: 'Degraded' } }),
        resources: [
          resource('Deployment', { health: 'Degraded', message: 'too late' }),
          resource('ReplicaSet', {
            name: 'x-7d',
            health: 'Degraded',
            message: 'cannot\n  make Pods.',
          }),
        ],
      },
      'ReplicaSet x-7d does not work: cannot make Pods.',
    ],
    [
      'problem',
      change({
        operation: {
          phase: 'Failed',
          message: 'one or more objects failed to apply',
          automated: true,
        },
      }),
      'The last sync failed: one or more objects failed to apply.',
    ],
    [
      'problem',
      change({
        sync: { status: 'Unknown' },
        conditions: [
          {
            type: 'ComparisonError',
            message: 'failed to list refs: repository not found',
          },
        ],
      }),
      'The repository cannot be read: failed to list refs: repository not found.',
    ],
    [
      'problem',
      change({
        conditions: [
          { type: 'ComparisonError', message: 'kustomize: no such field' },
        ],
      }),
      'Argo CD cannot tell what Git asks for: kustomize: no such field.',
    ],
    [
      'problem',
      change({
        health: { status: 'Missing' },
        conditions: [{ type: 'InvalidSpecError', message: 'no such project' }],
      }),
      'The Argo CD application is not set up right: no such project.',
    ],
    [
      'problem',
      change({ health: { status: 'Missing' } }),
      'It is not in the cluster: what Git asks for was not applied.',
    ],
    [
      'waiting',
      rollout({
        stepList: [
          {
            number: 3,
            kind: 'pause',
            title: 'Pause until promoted',
            state: 'current',
          },
        ],
      }),
      'Waits at step 3 of 6 (30 % of traffic) until somebody promotes it.',
    ],
    [
      'waiting',
      rollout({
        stepList: [
          {
            number: 3,
            kind: 'pause',
            title: 'Pause for 10 min',
            state: 'current',
          },
        ],
      }),
      'Waits at step 3 of 6 (30 % of traffic) for a time: Pause for 10 min.',
    ],
    [
      'waiting',
      rollout({
        strategy: 'blueGreen',
        step: undefined,
        steps: undefined,
        weight: undefined,
        pauseReason: 'BlueGreenPause',
      }),
      'Waits until somebody promotes it.',
    ],
    [
      'waiting',
      rollout({ pauseReason: 'InconclusiveAnalysisRun' }),
      'Waits at step 3 of 6 (30 % of traffic), because what was measured tells neither success nor failure.',
    ],
    [
      'waiting',
      change({
        health: { status: 'Missing' },
        operation: { phase: 'Running', automated: false, initiatedBy: 'ana' },
      }),
      'A sync is running, started by ana.',
    ],
    [
      'waiting',
      rollout({ phase: 'Progressing' }),
      'The new version takes over at step 3 of 6 (30 % of traffic).',
    ],
    [
      'waiting',
      {
        ...change({ health: { status: 'Progressing' } }),
        resources: [
          resource('Deployment', {
            health: 'Progressing',
            message: '1 of 3 updated',
          }),
        ],
      },
      'Deployment x is not ready yet: 1 of 3 updated.',
    ],
    [
      'waiting',
      change({
        health: { status: 'Suspended', message: 'CronJob is suspended' },
      }),
      'It is paused: CronJob is suspended.',
    ],
    [
      'unknown',
      change({ health: { status: 'Unknown' } }),
      'Argo CD does not know how it is.',
    ],
    [
      'waiting',
      { ...change({ sync: { status: 'OutOfSync' } }), resources: differing(3) },
      'Git asks for something else than what runs: 3 objects differ.',
    ],
    [
      'waiting',
      { ...change({ sync: { status: 'OutOfSync' } }), resources: differing(1) },
      'Git asks for something else than what runs: Service s0 differs.',
    ],
    [
      'waiting',
      change({ sync: { status: 'OutOfSync' } }),
      'Git asks for something else than what runs.',
    ],
  ])('tells %s in a sentence (%#)', (severity, situation, sentence) => {
    expect(explainDeployment(situation)).toMatchObject({ severity, sentence });
  });

  it('names the object, and what helps', () => {
    expect(explainDeployment(telling('ImagePullBackOff'))).toMatchObject({
      object: { kind: 'Pod', name: 'x-7d9' },
      advice: expect.stringContaining('image'),
    });
  });

  it('does not hold an old warning against what works again', () => {
    const situation = warning(
      'BackOff',
      'Back-off restarting failed container',
    );
    const resources = situation.resources.map(item => ({
      ...item,
      health: item.kind === 'Pod' ? ('Healthy' as const) : item.health,
      message: item.kind === 'Pod' ? undefined : 'too few Pods',
    }));
    expect(explainDeployment({ ...situation, resources }).sentence).toBe(
      'ReplicaSet x does not work: too few Pods.',
    );
  });

  it('stays short whatever a machine writes', () => {
    const { sentence } = explainDeployment(
      change({
        operation: {
          phase: 'Error',
          message: 'x '.repeat(5_000),
          automated: true,
        },
      }),
    );
    expect(sentence.length).toBeLessThan(350);
  });
});
