import { KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';
import { KubeConfigTransport } from './KubeConfigTransport';
import { Reflector } from './Reflector';
import { eventually } from './testing/eventually';

const kubeConfigFile = process.env.GOLDEN_PATH_TEST_KUBECONFIG;
const namespace = `reflector-${process.pid}`;

function configMap(name: string, value: string) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels: { team: 'orders' } },
    data: { value },
  };
}

const describeWithCluster = kubeConfigFile ? describe : describe.skip;

describeWithCluster(
  'Reflector against a real API server (needs GOLDEN_PATH_TEST_KUBECONFIG)',
  () => {
    const kubeConfig = new KubeConfig();
    let api: KubernetesObjectApi;
    let reflector: Reflector<{ name: string; value: string }>;

    beforeAll(async () => {
      kubeConfig.loadFromFile(kubeConfigFile ?? '');
      api = KubernetesObjectApi.makeApiClient(kubeConfig);
      await api.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      });
      for (let index = 0; index < 5; index++) {
        await api.create(configMap(`initial-${index}`, 'old'));
      }
    });

    afterEach(() => reflector.stop());

    afterAll(async () => {
      for (const { name } of reflector.list()) {
        await api.delete(configMap(name, ''));
      }
    });

    function start(transport = KubeConfigTransport.create(() => kubeConfig)) {
      reflector = Reflector.create({
        transport,
        path: `/api/v1/namespaces/${namespace}/configmaps`,
        labelSelector: 'team=orders',
        project: object => ({
          name: object.metadata.name,
          value: (object as unknown as ReturnType<typeof configMap>).data.value,
        }),
        timing: { pageSize: 2 },
      });
      reflector.start();
    }

    const valueOf = (name: string) => reflector.get(namespace, name)?.value;

    async function seenChanges() {
      const seen: (string | undefined)[] = [];
      const see = async (value: string | undefined) => {
        await eventually(() => valueOf('later') === value);
        seen.push(valueOf('later'));
      };
      await eventually(() => reflector.status().state === 'live');
      await api.create(configMap('later', 'new'));
      await see('new');
      await api.patch(configMap('later', 'newer'));
      await see('newer');
      await api.delete(configMap('later', ''));
      await see(undefined);
      return seen;
    }

    it('streams the list and follows the changes', async () => {
      start();
      expect(await seenChanges()).toEqual(['new', 'newer', undefined]);
      expect(reflector.size).toBe(5);
    });

    it('lists in pages where streaming is refused, and follows the changes', async () => {
      const transport = KubeConfigTransport.create(() => kubeConfig);
      start({
        // The real server refuses this parameter, as it would if it could not stream lists.
        get: (path, signal) =>
          transport.get(path.replace('NotOlderThan', 'Exact'), signal),
      });
      expect(await seenChanges()).toEqual(['new', 'newer', undefined]);
      expect(reflector.size).toBe(5);
    });

    it('is unavailable when the credentials are not accepted', async () => {
      const stranger = new KubeConfig();
      stranger.loadFromOptions({
        clusters: kubeConfig.clusters,
        users: [{ name: 'stranger', token: 'unknown' }],
        contexts: [
          {
            name: 'stranger',
            cluster: kubeConfig.getCurrentCluster()?.name ?? '',
            user: 'stranger',
          },
        ],
        currentContext: 'stranger',
      });
      start(KubeConfigTransport.create(() => stranger));
      await eventually(() => reflector.status().state === 'unavailable');
      expect(reflector.status().reason?.status).toBe(401);
    });
  },
);
