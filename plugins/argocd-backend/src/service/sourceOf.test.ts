import { sourceOf } from './sourceOf';

const instance = {
  type: 'cluster' as const,
  name: 'main',
  cluster: 'sandbox',
  namespace: 'argocd',
  applicationNamespaces: [],
};

describe('sourceOf', () => {
  it('tells a live source with its age', () => {
    const asOf = Date.parse('2026-01-02T03:04:05Z');
    expect(
      sourceOf(instance, [
        { namespace: 'argocd', status: { state: 'live', asOf } },
      ]),
    ).toEqual({
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
      sourceOf(instance, [
        {
          namespace: 'argocd',
          status: {
            state: 'unavailable',
            reason: {
              status,
              message: 'Bearer canary was refused by 10.0.0.1',
            },
          },
        },
      ]),
    ).toEqual({ name: 'main', status: 'unavailable', message });
  });

  it('is as good as the worst namespace, and as old as the oldest', () => {
    expect(
      sourceOf(instance, [
        { namespace: 'argocd', status: { state: 'live', asOf: 2_000 } },
        {
          namespace: 'orders',
          status: {
            state: 'stale',
            asOf: 1_000,
            reason: { status: 403, message: 'no' },
          },
        },
      ]),
    ).toEqual({
      name: 'main',
      status: 'stale',
      asOf: '1970-01-01T00:00:01.000Z',
      message:
        'the portal may not read applications in namespace orders of cluster sandbox',
    });
  });
});
