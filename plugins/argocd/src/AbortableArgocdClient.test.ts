import { AbortableArgocdClient } from './AbortableArgocdClient';

describe('AbortableArgocdClient', () => {
  it('ends a request when the screen that asked is left', async () => {
    const fetch = jest.fn(
      (_: unknown, init?: RequestInit) =>
        new Promise<Response>((_resolve, reject) =>
          init?.signal?.addEventListener('abort', () =>
            reject(new Error('aborted')),
          ),
        ),
    );
    const client = new AbortableArgocdClient({
      discoveryApi: { getBaseUrl: async () => 'http://portal/api/argocd' },
      fetchApi: { fetch },
    });
    const controller = new AbortController();
    const answer = client
      .abortedBy(controller.signal)
      .getDeployments({ kind: 'Component', namespace: 'default', name: 'x' });
    await Promise.resolve();
    controller.abort();
    await expect(answer).rejects.toThrow('aborted');
  });
});
