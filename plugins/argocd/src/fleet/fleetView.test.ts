import {
  countFilters,
  fleetParametersOf,
  fleetQueryOf,
  isFiltered,
  parseFleetView,
  wholeFleet,
  type FleetView,
} from './fleetView';

const parse = (search: string) => parseFleetView(new URLSearchParams(search));

describe('fleetView', () => {
  it.each<[string, Partial<FleetView>]>([
    ['', {}],
    ['owner=mine', { owner: 'mine' }],
    [
      'owner=group%3Adefault%2Fteam-orders',
      { owner: { ref: 'group:default/team-orders' } },
    ],
    [
      'environment=staging&environment=none',
      { environments: ['staging', 'none'] },
    ],
    ['health=Degraded&health=Missing', { health: ['Degraded', 'Missing'] }],
    ['sync=OutOfSync', { sync: ['OutOfSync'] }],
    ['attention=true', { needsAttention: true, orderBy: 'attention' }],
    ['attention=true&order=name', { needsAttention: true, orderBy: 'name' }],
    ['text=a+%26+b', { text: 'a & b' }],
    ['order=attention&group=team', { orderBy: 'attention', groupBy: 'team' }],
    ['limit=20&page=3&cursor=x', { pageSize: 20, page: 3, cursor: 'x' }],
  ])('has the same address as it was read from: %s', (search, changes) => {
    const view = { ...wholeFleet, ...changes };
    expect(parse(search)).toEqual(view);
    expect(fleetParametersOf(view).toString()).toBe(search);
  });

  it.each<[string, Partial<FleetView>]>([
    ['health=Happy&sync=&attention=1', {}],
    ['limit=5000&order=random&group=planet&environment=', {}],
    ['owner=all&page=7', {}],
    ['page=-1&cursor=x', { page: 2, cursor: 'x' }],
    ['page=1e9&cursor=x', { page: 2, cursor: 'x' }],
  ])('passes over what makes no sense: %s', (search, changes) => {
    expect(parse(search)).toEqual({ ...wholeFleet, ...changes });
  });

  it('asks for what is mine by all references that own things', () => {
    const view = parse('owner=mine&text=+order+&limit=100&cursor=x&page=2');
    expect(fleetQueryOf(view, ['user:default/ana', 'group:default/a'])).toEqual(
      {
        owner: ['user:default/ana', 'group:default/a'],
        environment: [],
        health: [],
        sync: [],
        text: 'order',
        needsAttention: false,
        orderBy: 'name',
        limit: 100,
        cursor: 'x',
      },
    );
    expect(fleetQueryOf(wholeFleet, ['user:default/ana']).owner).toEqual([]);
  });

  it.each([
    ['', false, 0],
    ['text=+', false, 0],
    ['owner=mine', true, 0],
    ['attention=true', true, 0],
    ['owner=group:default/a&text=b&health=Missing', true, 3],
    ['group=team&order=attention&cursor=x', false, 0],
  ])('knows whether %s hides something', (search, filtered, count) => {
    expect(isFiltered(parse(search))).toBe(filtered);
    expect(countFilters(parse(search))).toBe(count);
  });
});
