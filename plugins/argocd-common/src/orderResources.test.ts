import type { Resource } from './detailSchema';
import type { HealthStatusName } from './schema';
import { orderResources } from './orderResources';

function resource(
  id: string,
  parentId?: string,
  health?: HealthStatusName,
): Resource {
  return {
    id,
    parentId,
    health,
    group: '',
    kind: 'Thing',
    namespace: 'orders',
    name: id,
    requiresPruning: false,
  };
}

const idsOf = (resources: Resource[]) => resources.map(({ id }) => id);

describe('orderResources', () => {
  it('puts parents before children, and the family of what is unhealthy first', () => {
    expect(
      idsOf(
        orderResources(
          [
            resource('pod-c', 'set-b', 'Degraded'),
            resource('pod-b', 'set-b', 'Healthy'),
            resource('set-b', 'deployment-b'),
            resource('config'),
            resource('deployment-a', undefined, 'Progressing'),
            resource('deployment-b', undefined, 'Healthy'),
          ],
          500,
        ),
      ),
    ).toEqual([
      'deployment-b',
      'set-b',
      'pod-c',
      'pod-b',
      'deployment-a',
      'config',
    ]);
  });

  it('keeps no child without its parent when there are too many', () => {
    expect(
      idsOf(
        orderResources(
          [
            resource('pod', 'set', 'Degraded'),
            resource('a', undefined, 'Healthy'),
            resource('set'),
          ],
          2,
        ),
      ),
    ).toEqual(['set', 'pod']);
  });

  it('tells an object once, as it was told first', () => {
    const [first, ...others] = orderResources(
      [resource('a', undefined, 'Degraded'), resource('a', 'b')],
      500,
    );
    expect(first.health).toBe('Degraded');
    expect(others).toEqual([]);
  });

  it('loses nothing whose parent is unknown, is itself, or is its child', () => {
    const all = [
      resource('a', 'gone'),
      resource('b', 'b'),
      resource('c', 'd'),
      resource('d', 'c'),
    ];
    expect(idsOf(orderResources(all, 500)).toSorted()).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });
});
