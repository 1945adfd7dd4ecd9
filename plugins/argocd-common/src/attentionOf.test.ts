import { attentionOf, type AttentionEvidence } from './attentionOf';

const good: AttentionEvidence = {
  confirmed: true,
  conditions: [],
  health: { status: 'Healthy' },
  sync: { status: 'Synced' },
};
const rollout = {
  name: 'x',
  namespace: 'x',
  strategy: 'canary' as const,
  aborted: false,
  analyses: [],
};
const running = { phase: 'Running' as const, automated: true };
const failed = { phase: 'Failed' as const, automated: true };

// From the most to the least urgent.
const cases: [string, Partial<AttentionEvidence>, string][] = [
  ['degraded', { health: { status: 'Degraded' } }, 'Degraded'],
  [
    'aborted, which Argo CD tells as degraded',
    {
      health: { status: 'Degraded' },
      rollout: { ...rollout, phase: 'Degraded', aborted: true },
    },
    'Rollout aborted',
  ],
  [
    'a rollout that failed',
    { rollout: { ...rollout, phase: 'Degraded' } },
    'Rollout failed',
  ],
  ['a sync that failed', { operation: failed }, 'Sync failed'],
  [
    'an application that is not valid',
    { conditions: [{ type: 'InvalidSpecError', message: '' }] },
    'Not set up right',
  ],
  [
    'a repository that cannot be read',
    {
      sync: { status: 'Unknown' },
      conditions: [{ type: 'ComparisonError', message: '' }],
    },
    'Git cannot be read',
  ],
  [
    'missing',
    { health: { status: 'Missing' }, sync: { status: 'OutOfSync' } },
    'Not in the cluster',
  ],
  [
    'a rollout that waits',
    {
      health: { status: 'Suspended' },
      rollout: { ...rollout, phase: 'Paused', weight: 30 },
    },
    'Paused at 30 %',
  ],
  ['suspended', { health: { status: 'Suspended' } }, 'Paused'],
  [
    'health that nobody knows',
    { health: { status: 'Unknown' } },
    'State unknown',
  ],
  ['out of sync', { sync: { status: 'OutOfSync' } }, 'Out of sync'],
];

describe('attentionOf', () => {
  it.each(cases)('tells %s', (_, change, problem) => {
    expect(attentionOf({ ...good, ...change })?.problem).toBe(problem);
  });

  it('ranks the worst first', () => {
    const ranks = cases.map(
      ([, change]) => attentionOf({ ...good, ...change })?.rank ?? 0,
    );
    expect(ranks).toEqual(ranks.toSorted((left, right) => right - left));
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it.each<[string, Partial<AttentionEvidence>]>([
    ['healthy', {}],
    ['on its way', { health: { status: 'Progressing' } }],
    ['a sync that runs', { sync: { status: 'OutOfSync' }, operation: running }],
    [
      'a first sync that runs',
      { health: { status: 'Missing' }, operation: running },
    ],
    [
      'a rollout that goes on',
      { rollout: { ...rollout, phase: 'Progressing', weight: 30 } },
    ],
    [
      'what is not confirmed',
      { confirmed: false, health: { status: 'Degraded' } },
    ],
  ])('is silent about %s', (_, change) => {
    expect(attentionOf({ ...good, ...change })).toBeUndefined();
  });
});
