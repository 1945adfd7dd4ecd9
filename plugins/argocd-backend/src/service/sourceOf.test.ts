import { sourceOf } from './sourceOf';

const instance = {
  type: 'cluster' as const,
  name: 'main',
  cluster: 'sandbox',
  namespace: 'argocd',
};

describe('sourceOf', () => {
  it('tells a live source with its age', () => {
    const asOf = Date.parse('2026-01-02T03:04:05Z');
    expect(sourceOf(instance, { state: 'live', asOf })).toEqual({
      name: 'main',
      status: 'live',
      asOf: '2026-01-02T03:04:05.000Z',
    });
  });

  it.each([
    [undefined, 'cluster sandbox does not answer'],
    [401, "cluster sandbox does not accept the portal's credentials"],
    [
      403,
      'the portal may not read applications in namespace argocd of cluster sandbox',
    ],
    [404, 'cluster sandbox has no Argo CD applications: is Argo CD installed?'],
    [429, 'cluster sandbox is too busy'],
    [503, 'cluster sandbox answers with error 503'],
  ])('explains %s without what the server said', (status, message) => {
    expect(
      sourceOf(instance, {
        state: 'unavailable',
        reason: { status, message: 'Bearer canary was refused by 10.0.0.1' },
      }),
    ).toEqual({ name: 'main', status: 'unavailable', message });
  });
});
