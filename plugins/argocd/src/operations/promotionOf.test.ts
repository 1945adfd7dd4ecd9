import type {
  Deployment,
  EnvironmentDistance,
} from '@golden-path/plugin-argocd-common';
import { deploymentOf } from '../__testUtils__/exampleDeployments';
import { promotionOf } from './promotionOf';

const running = (
  environment: string | null,
  tag: string,
  differences: Partial<Deployment> = {},
) =>
  deploymentOf(environment, { images: [{ name: 'a', tag }], ...differences });

const distance = (ahead: number, behind: number): EnvironmentDistance => ({
  from: 'staging',
  to: 'production',
  ahead,
  behind,
  isExact: true,
});

const unconfirmed = { confirmed: false, confirmationProblem: 'Nobody agreed' };

type Case = [string, Deployment[], EnvironmentDistance[], string | undefined];

describe('promotionOf', () => {
  it.each<Case>([
    [
      'a version that the next one has not',
      [running('staging', 'v2'), running('production', 'v1')],
      [distance(3, 0)],
      undefined,
    ],
    [
      'a version of which nobody knows how far it is away',
      [running('staging', 'v2'), running('production', 'v1')],
      [],
      undefined,
    ],
    [
      'versions that have parted',
      [running('staging', 'v2'), running('production', 'v1')],
      [distance(3, 2)],
      undefined,
    ],
    [
      'the same version',
      [running('staging', 'v2'), running('production', 'v2')],
      [distance(0, 0)],
      'production runs v2 already',
    ],
    [
      'an earlier version',
      [running('staging', 'v1'), running('production', 'v2')],
      [distance(0, 2)],
      'production is ahead of staging',
    ],
    [
      'one of two regions that is behind',
      [
        running('staging', 'v2'),
        running('production', 'v2'),
        running('production', 'v1'),
      ],
      [],
      undefined,
    ],
    [
      'what is not confirmed',
      [running('staging', 'v2', unconfirmed), running('production', 'v1')],
      [distance(3, 0)],
      'Nobody agreed',
    ],
  ])('%s', (...[, items, distances, problem]) => {
    const promotion = promotionOf('staging', { items, distances });
    expect(promotion?.to).toBe('production');
    expect(promotion?.problem).toBe(problem);
    expect(promotion?.targets).toEqual(items.slice(1));
  });

  it.each<[string, string | null]>([
    ['the last environment', 'production'],
    ['no environment', null],
    ['one that is not there', 'nowhere'],
  ])('leads nowhere from %s', (_, environment) => {
    const items = [
      running('staging', 'v2'),
      running('production', 'v1'),
      running(null, 'v3'),
    ];
    expect(promotionOf(environment, { items, distances: [] })).toBeUndefined();
  });
});
