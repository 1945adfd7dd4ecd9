import type { Resource } from '@golden-path/plugin-argocd-common';
import {
  countUnhealthy,
  groupResources,
  type ResourceNode,
} from './resourceTree';

function objectOf(id: string, differences: Partial<Resource> = {}): Resource {
  const [kind, name] = id.split('/');
  return {
    id,
    group: '',
    kind,
    name,
    namespace: 'orders',
    requiresPruning: false,
    ...differences,
  };
}

function outline({ resource, children }: ResourceNode): string {
  const inner = children.map(outline).join(' ');
  return inner ? `${resource.id}(${inner})` : resource.id;
}

function outlineOf(resources: Resource[]): string[] {
  return groupResources(resources).map(
    ({ kind, nodes }) => `${kind}: ${nodes.map(outline).join(', ')}`,
  );
}

describe('the tree of objects', () => {
  it('groups the roots by kind in the given order, with what they made', () => {
    expect(
      outlineOf([
        objectOf('Deployment/b'),
        objectOf('ReplicaSet/b', { parentId: 'Deployment/b' }),
        objectOf('Pod/b', { parentId: 'ReplicaSet/b' }),
        objectOf('Service/a'),
        objectOf('Deployment/a'),
      ]),
    ).toEqual([
      'Deployment: Deployment/b(ReplicaSet/b(Pod/b)), Deployment/a',
      'Service: Service/a',
    ]);
  });

  it('loses nothing whose parent is unknown, or its own descendant', () => {
    expect(
      outlineOf([
        objectOf('Pod/lonely', { parentId: 'ReplicaSet/gone' }),
        objectOf('A/x', { parentId: 'B/y' }),
        objectOf('B/y', { parentId: 'A/x' }),
        objectOf('Self/s', { parentId: 'Self/s' }),
      ]),
    ).toEqual(['Pod: Pod/lonely', 'A: A/x(B/y)', 'Self: Self/s']);
  });

  it('counts what is not healthy', () => {
    const [{ nodes }] = groupResources([
      objectOf('Deployment/a', { health: 'Progressing' }),
      objectOf('Pod/a', { parentId: 'Deployment/a', health: 'Degraded' }),
      objectOf('Pod/b', { parentId: 'Deployment/a', health: 'Healthy' }),
      objectOf('ConfigMap/c', { parentId: 'Deployment/a' }),
    ]);
    expect(nodes.map(countUnhealthy)).toEqual([2]);
  });
});
