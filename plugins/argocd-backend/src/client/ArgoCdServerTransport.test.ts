import { Reflector } from '@golden-path/kubernetes-reflector';
import { eventually } from '../__testUtils__/eventually';
import { FakeArgoCdServer } from '../__testUtils__/FakeArgoCdServer';
import { serverMessageOf } from '../service/sourceOf';
import { ArgoCdServerClient } from './ArgoCdServerClient';
import { ArgoCdServerTransport } from './ArgoCdServerTransport';

/** Timers fire when the test says so. */
class Timers {
  readonly #timers = new Set<{ callback: () => void; delay: number }>();
  now = () => Date.now();
  schedule = (callback: () => void, delay: number) => {
    const timer = { callback, delay };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };
  fire(delay: number): void {
    for (const timer of this.#timers) {
      if (timer.delay === delay) {
        this.#timers.delete(timer);
        timer.callback();
      }
    }
  }
}

function application(name: string, fields: Record<string, unknown> = {}) {
  return {
    metadata: { name, namespace: 'argocd', resourceVersion: '7', ...fields },
    spec: { project: 'default', destination: {} },
  };
}

describe('ArgoCdServerTransport', () => {
  let server: FakeArgoCdServer;
  let reflector: Reflector<{ name: string; text: string }> | undefined;
  const timers = new Timers();
  const logger = { info: jest.fn(), warn: jest.fn() };

  beforeEach(async () => {
    jest.clearAllMocks();
    server = await FakeArgoCdServer.start([application('a'), application('b')]);
  });

  afterEach(async () => {
    await reflector?.stop();
    await server.stop();
  });

  function start(options: { token?: string; timeout?: number } = {}) {
    const client = ArgoCdServerClient.create({
      instance: {
        name: 'remote',
        url: server.url,
        token: options.token ?? server.token,
      },
      answerTimeoutMilliseconds: options.timeout,
    });
    reflector = Reflector.create({
      transport: ArgoCdServerTransport.create({
        client,
        instance: { name: 'remote' },
        logger,
        clock: timers,
      }),
      path: '/applications',
      project: object => ({
        name: object.metadata.name,
        text: JSON.stringify(object),
      }),
      timing: { maximumBackoffMilliseconds: 10 },
      logger,
    });
    reflector.start();
    return reflector;
  }

  const names = () => (reflector?.list() ?? []).map(({ name }) => name).sort();
  const isLive = () => reflector?.status().state === 'live';

  it('lists, then follows the changes, with the token in the header only', async () => {
    start();
    await eventually(isLive);
    expect(names()).toEqual(['a', 'b']);
    await eventually(() => server.openStreams === 1);
    server.send('ADDED', application('c'));
    server.send('DELETED', application('a'));
    await eventually(() => names().join() === 'b,c');
    expect(server.requests.map(path => path.split('?')[0])).toEqual([
      '/api/v1/session/userinfo',
      '/api/version',
      '/api/v1/stream/applications',
      '/api/v1/applications',
    ]);
    expect(server.requests.join()).not.toContain(server.token);
    expect(
      server.headers.every(
        ({ authorization }) => authorization === `Bearer ${server.token}`,
      ),
    ).toBe(true);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('loses no change that comes while the list is read', async () => {
    const release = server.holdLists();
    start();
    await eventually(() => server.openStreams === 1);
    server.send('DELETED', application('a'));
    server.send('ADDED', application('c'));
    release();
    await eventually(isLive);
    await eventually(() => names().join() === 'b,c');
    expect(reflector?.status().state).toBe('live');
  });

  it('S13: does not ask the stream for manifests and values', async () => {
    start();
    await eventually(isLive);
    await eventually(() => server.openStreams === 1);
    server.send('ADDED', {
      metadata: {
        name: 'c',
        namespace: 'argocd',
        resourceVersion: '8',
        annotations: {
          'backstage.io/entity-ref': 'component:default/c',
          'kubectl.kubernetes.io/last-applied-configuration': 'canary',
        },
      },
      spec: {
        project: 'default',
        source: {
          repoURL: 'https://github.com/acme/c',
          helm: { values: 'canary', valuesObject: { a: 'canary' } },
          plugin: { env: [{ value: 'canary' }] },
        },
        sources: [{ kustomize: { patches: ['canary'], images: ['c:1'] } }],
      },
      status: {
        operationState: {
          phase: 'Failed',
          syncResult: { resources: [{ message: 'canary' }] },
          operation: {
            sync: { manifests: ['canary'] },
            initiatedBy: { username: 'ana' },
          },
        },
        history: [
          { id: 1, revision: 'r', source: { helm: { values: 'canary' } } },
        ],
      },
    });
    await eventually(() => names().includes('c'));
    const { text } = reflector!.get('argocd', 'c')!;
    expect(text).not.toContain('canary');
    expect(JSON.parse(text)).toMatchObject({
      metadata: {
        annotations: { 'backstage.io/entity-ref': 'component:default/c' },
      },
      spec: {
        source: { repoURL: 'https://github.com/acme/c' },
        sources: [{ kustomize: { images: ['c:1'] } }],
      },
      status: {
        operationState: { operation: { initiatedBy: { username: 'ana' } } },
        history: [{ id: 1, revision: 'r' }],
      },
    });
  });

  it('takes the comments of the stream for signs of life, and lists again after its end', async () => {
    start();
    await eventually(isLive);
    await eventually(() => server.openStreams === 1);
    const before = reflector!.status().asOf ?? 0;
    await eventually(() => Date.now() > before);
    server.keepAlive();
    await eventually(() => (reflector!.status().asOf ?? 0) > before);
    server.endStreams();
    await eventually(
      () =>
        server.requests.filter(path => path === '/api/v1/applications')
          .length === 2,
    );
    await eventually(isLive);
    expect(names()).toEqual(['a', 'b']);
  });

  it('R5: notices that the token was taken back, and when it is good again', async () => {
    start();
    await eventually(isLive);
    await eventually(() => server.openStreams === 1);
    server.fault = { type: 'status', status: 401 };
    timers.fire(30_000);
    await eventually(() => reflector?.status().state === 'stale');
    expect(reflector?.status().reason?.status).toBe(401);
    expect(names()).toEqual(['a', 'b']);
    server.fault = { type: 'none' };
    await eventually(isLive);
  });

  it('does not take the answer for strangers for its own', async () => {
    start({ token: 'another-canary' });
    await eventually(() => reflector?.status().state === 'unavailable');
    expect(reflector?.status().reason?.status).toBe(401);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('canary');
  });

  it.each([
    [{ type: 'page' as const }, 200, /sign-in page/],
    [{ type: 'redirect' as const, to: 'https://example.com' }, 200, /sign-in/],
    [{ type: 'status' as const, status: 503 }, 503, /error 503/],
    [{ type: 'status' as const, status: 403 }, 403, /does not let/],
    [{ type: 'silent' as const }, undefined, /does not answer/],
  ])('R8: says so when it gets %j', async (fault, status, message) => {
    server.fault = fault;
    start({ timeout: 50 });
    await eventually(() => reflector?.status().state === 'unavailable');
    const { reason } = reflector!.status();
    expect(reason?.status).toBe(status);
    expect(
      serverMessageOf({ name: 'remote', url: server.url }, reason?.status),
    ).toMatch(message);
    expect(JSON.stringify([reason, logger.warn.mock.calls])).not.toContain(
      'canary',
    );
  });

  it('ends when Argo CD sends an error', async () => {
    start();
    await eventually(isLive);
    await eventually(() => server.openStreams === 1);
    server.sendLine({ error: { http_code: 503, message: 'canary' } });
    await eventually(
      () =>
        server.requests.filter(path => path === '/api/v1/applications')
          .length === 2,
    );
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('canary');
  });

  it('S13: warns once of a version that gives credentials away', async () => {
    server.version = 'v3.1.1+f00';
    start();
    await eventually(isLive);
    await eventually(() => server.openStreams === 1);
    server.endStreams();
    await eventually(() => server.requests.length > 6);
    expect(
      logger.warn.mock.calls.filter(([text]) =>
        text.includes('CVE-2025-55190'),
      ),
    ).toHaveLength(1);
  });
});
