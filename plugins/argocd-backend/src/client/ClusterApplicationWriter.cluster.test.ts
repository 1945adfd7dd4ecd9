import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  ApiException,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { parse } from 'yaml';
import { exampleApplication } from '../__testUtils__/exampleApplication';
import { ClusterApplicationWriter } from './ClusterApplicationWriter';

const kubeConfigFile = process.env.GOLDEN_PATH_TEST_KUBECONFIG;
const namespace = `application-writer-${process.pid}`;
const resource = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
  namespace,
};
const definitionFile = resolve(
  __dirname,
  '../../../../packages/sandbox/src/crds/applications.argoproj.io.yaml',
);

const request = {
  operationId: 'op-1',
  requestedBy: 'user:default/ana',
  revision: 'a'.repeat(40),
  prune: false,
  dryRun: false,
};

const mergePatch = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);

/** Other tests may install the same definition into the same cluster at the same time. */
async function prepare(kubeConfig: KubeConfig): Promise<void> {
  const ignoreExisting = (error: unknown) => {
    if (!(error instanceof ApiException) || error.code !== 409) {
      throw error;
    }
  };
  const objects = kubeConfig.makeApiClient(CustomObjectsApi);
  // As it is: what knows the kind of an object leaves out fields that it does not know.
  const definition = {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    plural: 'customresourcedefinitions',
    body: parse(await readFile(definitionFile, 'utf8')),
  };
  await objects.createClusterCustomObject(definition).catch(ignoreExisting);
  await kubeConfig
    .makeApiClient(CoreV1Api)
    .createNamespace({ body: { metadata: { name: namespace } } });
  const isServed = () =>
    objects.listNamespacedCustomObject(resource).then(
      () => true,
      () => false,
    );
  while (!(await isServed())) {
    // The API server serves a new resource a moment later and does not say when.
    await setImmediate();
  }
}

const describeWithCluster = kubeConfigFile ? describe : describe.skip;

describeWithCluster(
  `ClusterApplicationWriter${
    kubeConfigFile
      ? ''
      : ' (skipped: GOLDEN_PATH_TEST_KUBECONFIG names no cluster)'
  }`,
  () => {
    const kubeConfig = new KubeConfig();
    let api: CustomObjectsApi;
    let name: string;
    let count = 0;
    let writer: ClusterApplicationWriter;
    const address = () => ({
      instance: 'main',
      namespace,
      name,
      project: 'orders',
    });
    const read = async () =>
      api.getNamespacedCustomObject({ ...resource, name });
    const patch = (body: object) =>
      api.patchNamespacedCustomObject({ ...resource, name, body }, mergePatch);

    beforeAll(async () => {
      kubeConfig.loadFromFile(kubeConfigFile ?? '');
      api = kubeConfig.makeApiClient(CustomObjectsApi);
      await prepare(kubeConfig);
      writer = ClusterApplicationWriter.create({
        clusters: {
          get: async () => kubeConfig,
          nameOfServer: () => undefined,
        },
        instance: {
          type: 'cluster',
          name: 'main',
          cluster: 'sandbox',
          namespace,
          applicationNamespaces: [],
        },
      });
    });

    beforeEach(async () => {
      count += 1;
      name = `orders-${count}`;
      const { status, spec } = exampleApplication;
      const { operationState: _, ...quiet } = status;
      await api.createNamespacedCustomObject({
        ...resource,
        body: {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          metadata: { name },
          spec: {
            ...spec,
            syncPolicy: {
              syncOptions: ['CreateNamespace=true'],
              retry: { limit: 5 },
            },
          },
          status: quiet,
        },
      });
    });

    it('reads what is needed to change it', async () => {
      await expect(writer.read(address())).resolves.toMatchObject({
        application: { name, project: 'orders' },
        isAutomated: false,
        awaitsRefresh: false,
        operation: undefined,
      });
      await expect(
        writer.read({ ...address(), name: 'nobody' }),
      ).resolves.toBeUndefined();
    });

    it('asks for a comparison by the annotation', async () => {
      await writer.refresh(address());
      await expect(read()).resolves.toMatchObject({
        metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
      });
      await expect(writer.read(address())).resolves.toMatchObject({
        awaitsRefresh: true,
      });
    });

    it('R10: asks for a sync as Argo CD does, and finds it again', async () => {
      await writer.sync(address(), request);
      const written = await read();
      expect(written).toMatchObject({
        operation: {
          initiatedBy: { username: 'user:default/ana' },
          info: [{ name: 'Operation', value: 'op-1' }],
          retry: { limit: 5 },
          sync: {
            revision: 'a'.repeat(40),
            prune: false,
            dryRun: false,
            syncOptions: ['CreateNamespace=true'],
            syncStrategy: { hook: {} },
          },
        },
      });
      await writer.sync(address(), request);
      // Nothing was written, not even the same again.
      await expect(read()).resolves.toEqual(written);
      await expect(writer.read(address())).resolves.toMatchObject({
        operation: { state: 'requested', operationId: 'op-1' },
      });
    });

    it('leaves the sync of somebody else alone', async () => {
      await patch({
        status: {
          operationState: {
            phase: 'Running',
            startedAt: '2026-01-02T00:00:00Z',
            operation: { initiatedBy: { username: 'ben' } },
          },
        },
      });
      await expect(writer.sync(address(), request)).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(
          'A sync started by ben is running since 2026-01-02T00:00:00Z',
        ),
      });
    });

    it('R16: lets one of two syncs through that are asked for at the same time', async () => {
      const outcomes = await Promise.allSettled(
        ['op-1', 'op-2', 'op-3', 'op-4'].map(operationId =>
          writer.sync(address(), { ...request, operationId }),
        ),
      );
      const refused = outcomes.filter(({ status }) => status === 'rejected');
      expect(refused).toHaveLength(3);
      expect(refused).toEqual(
        refused.map(() => ({
          status: 'rejected',
          reason: expect.objectContaining({ name: 'ConflictError' }),
        })),
      );
    });

    it('R16: gets through while a controller writes all the time', async () => {
      let isOver = false;
      const controller = (async () => {
        for (let turn = 0; !isOver; turn += 1) {
          await patch({
            status: { reconciledAt: new Date(turn).toISOString() },
          });
          await setImmediate();
        }
      })();
      await writer.sync(address(), request);
      isOver = true;
      await controller;
      await expect(writer.read(address())).resolves.toMatchObject({
        operation: { operationId: 'op-1' },
      });
    });

    it('rolls back to what the history says', async () => {
      await writer.rollBack(address(), {
        ...request,
        historyId: 1,
        revision: 'f'.repeat(40),
      });
      await expect(read()).resolves.toMatchObject({
        operation: {
          info: [{ name: 'Operation', value: 'op-1' }],
          sync: {
            revision: 'f'.repeat(40),
            source: exampleApplication.status.history[0].source,
            syncStrategy: { apply: {} },
          },
        },
      });
      await expect(
        writer.rollBack(address(), {
          ...request,
          operationId: 'op-2',
          historyId: 7,
          revision: 'f'.repeat(40),
        }),
      ).rejects.toThrow('no longer has the deployment 7');
    });

    it('stops the sync that is meant, and no other', async () => {
      const startedAt = '2026-01-02T00:00:00Z';
      const operationState = { phase: 'Running', startedAt, operation: {} };
      await patch({ status: { operationState } });
      await writer.terminate(address(), { startedAt: '2026-01-01T00:00:00Z' });
      await expect(read()).resolves.toMatchObject({
        status: { operationState: { phase: 'Running' } },
      });
      await writer.terminate(address(), { startedAt });
      await expect(read()).resolves.toMatchObject({
        status: { operationState: { phase: 'Terminating', startedAt } },
      });
    });

    it('S2: encodes names, so that they reach no other path', async () => {
      await expect(
        writer.read({ ...address(), name: '..%2Fclusters' }),
      ).rejects.toThrow('with status 400');
      await expect(
        writer.refresh({ ...address(), name: '../../namespaces/default' }),
      ).rejects.toThrow('There is no application');
    });
  },
);
