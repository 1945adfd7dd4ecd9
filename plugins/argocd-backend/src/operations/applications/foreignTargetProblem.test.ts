import { findForeignOwners } from './foreignTargetProblem';

describe('findForeignOwners', () => {
  const ownership = [
    { group: 'group:default/a', namespaces: ['shared', 'a'], projects: ['a'] },
    { group: 'group:default/b', namespaces: ['shared', 'b'], projects: [] },
  ];

  it.each([
    ['own namespace', { namespace: 'a', project: 'x' }, []],
    ['own project', { namespace: 'x', project: 'a' }, []],
    ['nobody’s', { namespace: 'x', project: 'x' }, []],
    ['shared', { namespace: 'shared', project: 'x' }, []],
    ['of another team', { namespace: 'b', project: 'x' }, ['group:default/b']],
    [
      'own project, namespace of another team',
      { namespace: 'b', project: 'a' },
      ['group:default/b'],
    ],
  ])('judges what is %s', (_title, target, expected) => {
    expect(findForeignOwners(target, 'group:default/a', ownership)).toEqual(
      expected,
    );
  });
});
