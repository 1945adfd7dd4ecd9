import { podHealthOf, podHealthRules, podSchema } from './podHealthOf';

const waiting = (reason: string, message?: string) => ({
  containerStatuses: [{ name: 'app', state: { waiting: { reason, message } } }],
});
const terminated = (end: object, key = 'state') => ({
  containerStatuses: [{ name: 'app', [key]: { terminated: end } }],
});
const ready = { conditions: [{ type: 'Ready', status: 'True' }] };

describe('podHealthOf', () => {
  it.each([
    [
      'Always',
      { phase: 'Pending', ...waiting('ImagePullBackOff', 'no such image') },
      'Degraded',
      'ImagePullBackOff: no such image',
    ],
    [
      'Always',
      { phase: 'Pending', ...waiting('ErrImagePull') },
      'Degraded',
      'ErrImagePull',
    ],
    [
      'Always',
      {
        phase: 'Pending',
        ...waiting('CreateContainerConfigError', 'secret "db" not found'),
      },
      'Degraded',
      'CreateContainerConfigError: secret "db" not found',
    ],
    [
      'Always',
      { phase: 'Running', ...waiting('CrashLoopBackOff') },
      'Degraded',
      'CrashLoopBackOff',
    ],
    [
      'Always',
      { phase: 'Pending', ...waiting('ContainerCreating') },
      'Progressing',
      undefined,
    ],
    [
      'Never',
      { phase: 'Pending', ...waiting('ImagePullBackOff') },
      'Progressing',
      undefined,
    ],
    [
      'Always',
      {
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            message: '0/3 nodes are available',
          },
        ],
      },
      'Progressing',
      '0/3 nodes are available',
    ],
    ['Never', { phase: 'Succeeded' }, 'Healthy', undefined],
    [
      'Always',
      { phase: 'Failed', message: 'it was evicted' },
      'Degraded',
      'it was evicted',
    ],
    [
      'Never',
      { phase: 'Failed', ...terminated({ exitCode: 3 }) },
      'Degraded',
      'container app failed with exit code 3',
    ],
    ['Always', { phase: 'Running', ...ready }, 'Healthy', undefined],
    [
      'Always',
      {
        phase: 'Running',
        ...terminated({ reason: 'OOMKilled', exitCode: 137 }, 'lastState'),
      },
      'Degraded',
      'container app was ended because it used too much memory (OOMKilled)',
    ],
    ['Always', { phase: 'Running' }, 'Progressing', undefined],
    ['OnFailure', { phase: 'Running', ...ready }, 'Progressing', undefined],
    ['Always', { phase: 'Lost' }, 'Unknown', undefined],
    ['Always', undefined, 'Unknown', undefined],
  ])('a Pod with restart policy %s and %j is %s', (...row) => {
    const [restartPolicy, status, health, message] = row;
    expect(
      podHealthOf(podSchema.parse({ spec: { restartPolicy }, status })),
    ).toEqual({ health, message });
  });

  it('has a name for each rule', () => {
    const names = podHealthRules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
