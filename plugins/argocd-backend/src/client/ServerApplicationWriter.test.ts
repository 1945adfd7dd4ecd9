import { FakeArgoCdServer } from '../__testUtils__/FakeArgoCdServer';
import { exampleApplication } from '../__testUtils__/exampleApplication';
import { ArgoCdServerClient } from './ArgoCdServerClient';
import { ServerApplicationWriter } from './ServerApplicationWriter';

const address = {
  instance: 'remote',
  namespace: 'team apps',
  name: 'order-service-staging',
  project: 'orders',
};

const path = '/api/v1/applications/order-service-staging';
const place = 'appNamespace=team+apps&project=orders';

const request = {
  operationId: 'op-1',
  requestedBy: 'user:default/ana',
  revision: 'a'.repeat(40),
  prune: true,
  dryRun: false,
};

function operationOf(values: object, phase = 'Running') {
  return {
    ...exampleApplication,
    status: {
      ...exampleApplication.status,
      operationState: {
        phase,
        startedAt: '2026-01-02T00:00:00Z',
        operation: values,
      },
    },
  };
}

describe('ServerApplicationWriter', () => {
  let server: FakeArgoCdServer;
  let writer: ServerApplicationWriter;

  beforeEach(async () => {
    server = await FakeArgoCdServer.start();
    server.answers.set(path, exampleApplication);
    const instance = {
      name: 'remote',
      url: server.url,
      token: server.token,
      frontendUrl: server.url,
    };
    writer = ServerApplicationWriter.create({
      client: ArgoCdServerClient.create({ instance }),
      instance,
    });
  });

  afterEach(() => server.stop());

  it('reads an application with what is needed to change it', async () => {
    await expect(writer.read(address)).resolves.toMatchObject({
      application: { name: 'order-service-staging', project: 'orders' },
      isAutomated: false,
      awaitsRefresh: false,
      sources: [
        {
          repositoryUrl: 'https://github.com/acme/order-service.git',
          path: 'k8s/overlays/staging',
          targetRevision: 'main',
          type: 'unknown',
        },
      ],
      operation: { state: 'failed', initiatedBy: 'ana' },
    });
    expect(server.requests).toEqual([`${path}?${place}`]);
    expect(JSON.stringify(await writer.read(address))).not.toContain('canary');
  });

  it('refreshes', async () => {
    await writer.refresh(address);
    expect(server.requests).toEqual([`${path}?${place}&refresh=normal`]);
  });

  it('asks for a sync, and notes whose it is', async () => {
    await writer.sync(address, request);
    expect(server.commands).toEqual([
      {
        method: 'POST',
        path: `${path}/sync`,
        body: {
          name: 'order-service-staging',
          appNamespace: 'team apps',
          project: 'orders',
          revision: 'a'.repeat(40),
          prune: true,
          dryRun: false,
          strategy: { hook: {} },
          infos: [
            { name: 'Operation', value: 'op-1' },
            { name: 'Requested by', value: 'user:default/ana' },
          ],
        },
      },
    ]);
  });

  it.each(['Running', 'Succeeded'])(
    'R10: asks for no sync that it finds there (%s)',
    async phase => {
      const info = [{ name: 'Operation', value: 'op-1' }];
      server.answers.set(path, operationOf({ info }, phase));
      await writer.sync(address, request);
      expect(server.commands).toEqual([]);
    },
  );

  it('leaves the sync of somebody else alone', async () => {
    const initiatedBy = { username: 'ben' };
    server.answers.set(path, operationOf({ initiatedBy }));
    await expect(writer.sync(address, request)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(
        'A sync started by ben is running since 2026-01-02T00:00:00Z',
      ),
    });
    await expect(
      writer.rollBack(address, { ...request, historyId: 1 }),
    ).rejects.toThrow('A sync started by ben is running');
    expect(server.commands).toEqual([]);
  });

  it('tells who was faster by a moment', async () => {
    server.onCommand = () => {
      server.answers.set(
        path,
        operationOf({ initiatedBy: { automated: true } }),
      );
      return 400;
    };
    await expect(writer.sync(address, request)).rejects.toThrow(
      'A sync of Argo CD itself is running since 2026-01-02T00:00:00Z',
    );
  });

  it('rolls back, once', async () => {
    const historyId = 1;
    await writer.rollBack(address, { ...request, historyId });
    expect(server.commands).toEqual([
      {
        method: 'POST',
        path: `${path}/rollback`,
        body: {
          name: 'order-service-staging',
          appNamespace: 'team apps',
          project: 'orders',
          id: 1,
          prune: false,
          dryRun: false,
        },
      },
    ]);
    const sync = { revision: request.revision };
    server.answers.set(path, operationOf({ sync }));
    await writer.rollBack(address, { ...request, historyId });
    expect(server.commands).toHaveLength(1);
  });

  it('stops the operation that is meant, and no other', async () => {
    server.answers.set(path, operationOf({}));
    await writer.terminate(address, { startedAt: '2026-01-01T00:00:00Z' });
    expect(server.commands).toEqual([]);
    await writer.terminate(address, { startedAt: '2026-01-02T00:00:00Z' });
    expect(server.commands).toEqual([
      { method: 'DELETE', path: `${path}/operation?${place}`, body: undefined },
    ]);
  });

  it('S2: encodes names, so that they reach no other path', async () => {
    await expect(
      writer.read({ ...address, name: '../clusters?x=1#' }),
    ).resolves.toBeUndefined();
    await expect(
      writer.sync({ ...address, name: '..%2Fclusters' }, request),
    ).rejects.toThrow('has no application ..%2Fclusters');
    expect(server.requests.map(url => url.split('?')[0])).toEqual([
      '/api/v1/applications/..%2Fclusters%3Fx%3D1%23',
      '/api/v1/applications/..%252Fclusters',
    ]);
  });

  it.each([
    [401, 'NotAllowedError', 'platform/argocd/portal-role.yaml'],
    [403, 'NotAllowedError', 'platform/argocd/portal-role.yaml'],
    [409, 'ConflictError', 'changed while it was written'],
    [503, 'Error', 'with status 503'],
  ])('explains status %d', async (status, name, message) => {
    server.onCommand = () => status;
    await expect(writer.sync(address, request)).rejects.toMatchObject({
      name: expect.stringContaining(name),
      message: expect.stringContaining(message),
    });
  });

  it('R14: tells a server that does not answer from one that refuses', async () => {
    server.fault = { type: 'page' };
    await expect(writer.read(address)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message:
        'Argo CD remote did not answer about the application order-service-staging: try again when it is reachable.',
    });
  });
});
