import { fleetDeploymentOf } from '../__testUtils__/exampleFleet';
import { groupFleet } from './groupFleet';

const environments = ['development', 'staging', 'production'];
const deployments = [
  fleetDeploymentOf('b', 'production'),
  fleetDeploymentOf('b', null, { ownerRefs: [] }),
  fleetDeploymentOf('a', 'development', {
    ownerRefs: ['group:default/team-b', 'user:default/ana'],
  }),
  fleetDeploymentOf('a', 'elsewhere'),
  fleetDeploymentOf('a', 'production'),
];

const titlesOf = (grouping: 'team' | 'environment' | 'none') =>
  groupFleet(deployments, {
    grouping,
    environments,
    nameOfOwner: ref => ref.split('/')[1],
  }).map(entry =>
    entry.type === 'group'
      ? `${entry.title} (${entry.count})`
      : entry.deployment.application.name,
  );

describe('groupFleet', () => {
  it('keeps rows without groups as they are', () => {
    expect(titlesOf('none')).toEqual([
      'b-production',
      'b-sandbox',
      'a-development',
      'a-elsewhere',
      'a-production',
    ]);
  });

  it('groups by environment in the order of promotion', () => {
    expect(titlesOf('environment')).toEqual([
      'development (1)',
      'a-development',
      'production (2)',
      'b-production',
      'a-production',
      'No environment (1)',
      'b-sandbox',
      'elsewhere (1)',
      'a-elsewhere',
    ]);
  });

  it('groups by the names of the owners', () => {
    expect(titlesOf('team').filter(title => title.includes('('))).toEqual([
      'No owner (1)',
      'team-b, ana (1)',
      'team-orders (3)',
    ]);
  });

  it('tells apart the rows of two services that point at the same application', () => {
    const entries = groupFleet(
      [
        fleetDeploymentOf('a', 'production'),
        {
          ...fleetDeploymentOf('a', 'production'),
          entityRef: 'component:default/other',
        },
      ],
      { grouping: 'none', environments, nameOfOwner: ref => ref },
    );
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2);
  });
});
