import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  ApiException,
  CustomObjectsApi,
  KubeConfig,
  KubernetesObjectApi,
} from '@kubernetes/client-node';
import { parse } from 'yaml';
import type { ApplicationManifest } from '../ApplicationsService';
import type { ClustersService } from '../ClustersService';
import { DefaultApplicationsService } from './DefaultApplicationsService';

const kubeConfigFile = process.env.GOLDEN_PATH_TEST_KUBECONFIG;
const namespace = `applications-${process.pid}`;
const definitionFile = resolve(
  __dirname,
  '../../../../packages/sandbox/src/crds/applications.argoproj.io.yaml',
);
const resource = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
  namespace,
};

function manifest(name: string, path = 'k8s'): ApplicationManifest {
  return {
    metadata: {
      name,
      labels: { team: 'team-orders' },
      annotations: { 'backstage.io/entity-ref': 'component:default/orders' },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: 'default',
      source: {
        repoURL: 'https://git.example.com/acme/orders.git',
        path,
        targetRevision: 'HEAD',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'orders',
      },
      syncPolicy: { automated: { prune: true } },
      ignoreDifferences: [],
    },
  };
}

/** Other tests may install the same definition into the same cluster at the same time. */
async function installDefinition(kubeConfig: KubeConfig): Promise<void> {
  const objects = kubeConfig.makeApiClient(CustomObjectsApi);
  // As it is: what knows the kind of an object leaves out fields that it does not know.
  const definition = {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    plural: 'customresourcedefinitions',
    body: parse(await readFile(definitionFile, 'utf8')),
  };
  await objects
    .createClusterCustomObject(definition)
    .catch((error: unknown) => {
      if (!(error instanceof ApiException) || error.code !== 409) {
        throw error;
      }
    });
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

function clustersAt(connection: KubeConfig): ClustersService {
  return {
    names: () => ['sandbox'],
    get: async () => connection,
    serverOf: () => 'https://kubernetes.default.svc',
    nameOfServer: () => undefined,
  };
}

const describeWithCluster = kubeConfigFile ? describe : describe.skip;

describeWithCluster(
  'DefaultApplicationsService against a real API server (needs GOLDEN_PATH_TEST_KUBECONFIG)',
  () => {
    const kubeConfig = new KubeConfig();
    let objects: CustomObjectsApi;

    const createService = (connection = kubeConfig) =>
      DefaultApplicationsService.create({
        clusters: clustersAt(connection),
        instances: [
          {
            name: 'main',
            cluster: 'sandbox',
            namespace,
            frontendUrl: 'https://argocd.example.com/',
          },
        ],
      });

    const read = (name: string) =>
      objects.getNamespacedCustomObject({ ...resource, name });

    beforeAll(async () => {
      kubeConfig.loadFromFile(kubeConfigFile ?? '');
      objects = kubeConfig.makeApiClient(CustomObjectsApi);
      await KubernetesObjectApi.makeApiClient(kubeConfig).create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      });
      await installDefinition(kubeConfig);
    }, 60_000);

    it('makes an Application and finds it again', async () => {
      const service = createService();
      const summary = {
        instance: 'main',
        cluster: 'sandbox',
        namespace,
        name: 'made',
        entityRef: 'component:default/orders',
        team: 'team-orders',
        url: `https://argocd.example.com/applications/${namespace}/made`,
      };

      await expect(
        service.find({ instance: 'main', name: 'made' }),
      ).resolves.toBeUndefined();
      await expect(
        service.apply({ instance: 'main', manifest: manifest('made') }),
      ).resolves.toEqual(summary);
      await expect(
        service.find({ instance: 'main', name: 'made' }),
      ).resolves.toEqual(summary);
      await expect(read('made')).resolves.toMatchObject({
        ...manifest('made'),
        metadata: {
          ...manifest('made').metadata,
          managedFields: [
            { manager: 'golden-path-portal', operation: 'Apply' },
          ],
        },
      });
    });

    it('changes nothing when it applies the same again', async () => {
      const service = createService();
      const request = { instance: 'main', manifest: manifest('again') };
      await service.apply(request);
      const before = await read('again');
      await service.apply(request);

      expect(await read('again')).toEqual(before);
    });

    it('makes nothing in a dry run', async () => {
      const service = createService();
      await service.apply(
        { instance: 'main', manifest: manifest('planned') },
        { dryRun: true },
      );

      await expect(
        service.find({ instance: 'main', name: 'planned' }),
      ).resolves.toBeUndefined();
    });

    it('removes what an operation has made, and nothing else', async () => {
      const service = createService();
      const own = manifest('own');
      await service.apply({
        instance: 'main',
        manifest: {
          ...own,
          metadata: {
            ...own.metadata,
            finalizers: [],
            annotations: {
              ...own.metadata.annotations,
              'platform/created-by-operation': 'op-1',
            },
          },
        },
      });
      await service.apply({ instance: 'main', manifest: manifest('other') });
      const remove = (name: string, createdBy: string) =>
        service.remove({ instance: 'main', name, createdBy });

      await expect(remove('own', 'op-2')).resolves.toBe(false);
      await expect(remove('other', 'op-1')).resolves.toBe(false);
      await expect(remove('own', 'op-1')).resolves.toBe(true);
      await expect(remove('own', 'op-1')).resolves.toBe(false);
      await expect(
        service.find({ instance: 'main', name: 'other' }),
      ).resolves.toBeDefined();
    });

    it('does not take over a field that somebody else has set', async () => {
      await objects.createNamespacedCustomObject({
        ...resource,
        fieldManager: 'somebody-else',
        body: {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          ...manifest('foreign', 'their/path'),
        },
      });

      await expect(
        createService().apply({
          instance: 'main',
          manifest: manifest('foreign', 'our/path'),
        }),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringMatching(/'foreign'.*somebody-else/s),
      });
      await expect(read('foreign')).resolves.toMatchObject({
        spec: { source: { path: 'their/path' } },
      });
    });

    it('says that its service account may not', async () => {
      const limited = new KubeConfig();
      const [cluster, user] = [
        kubeConfig.getCurrentCluster(),
        kubeConfig.getCurrentUser(),
      ];
      limited.loadFromClusterAndUser(cluster!, {
        ...user!,
        impersonateUser: 'somebody-without-rights',
      });

      await expect(
        createService(limited).find({ instance: 'main', name: 'made' }),
      ).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining('somebody-without-rights'),
      });
    });

    it('passes on why the API server refuses a manifest', async () => {
      const wrong = manifest('wrong');
      await expect(
        createService().apply({
          instance: 'main',
          manifest: {
            ...wrong,
            metadata: { ...wrong.metadata, labels: { team: 'a/b:c' } },
          },
        }),
      ).rejects.toThrow(/Application 'wrong'.*was refused:.*a valid label/s);
    });
  },
);
