import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import {
  AuthenticationV1Api,
  CoreV1Api,
  KubeConfig,
  VersionApi,
} from '@kubernetes/client-node';
import getPort from 'get-port';
import { removeData, temporaryData } from '../testing/temporaryData.ts';
import { endProcess } from '../process/endProcess.ts';
import { identifyProcess } from '../process/processIdentity.ts';
import { ClusterIdentity, PORTAL_SERVICE_ACCOUNT } from './ClusterIdentity.ts';
import { ControlPlane } from './ControlPlane.ts';
import { installedKubernetesBinaries } from './findKubernetesBinaries.ts';
import { KUBERNETES_VERSION } from './KubernetesBinaries.ts';

const binaries = await installedKubernetesBinaries();

const skip = binaries
  ? false
  : 'etcd and kube-apiserver are not on this machine; "npm start" gets them';

async function clusterIn(directory: string) {
  assert.ok(binaries);
  const identity = await ClusterIdentity.open(join(directory, 'identity'));
  const port = await getPort();
  const processes: number[] = [];
  const controlPlane = await ControlPlane.start({
    binaries,
    identity,
    directory,
    port,
    etcdPort: await getPort(),
    async recordProcess(pid) {
      processes.push(pid);
    },
  });
  const server = `https://127.0.0.1:${port}`;
  const admin = new KubeConfig();
  admin.loadFromString(identity.adminKubeConfig(server));
  const portal = new KubeConfig();
  portal.loadFromClusterAndUser(
    {
      name: 'sandbox',
      server,
      caData: Buffer.from(identity.authority).toString('base64'),
      skipTLSVerify: false,
    },
    { name: 'portal', token: identity.portalToken },
  );
  return { controlPlane, admin, portal, processes };
}

function namespaced(name: string) {
  return { body: { metadata: { name } } };
}

describe('ControlPlane', { skip }, () => {
  it('keeps what was created when it is stopped and when it is killed', async () => {
    const directory = await temporaryData();
    after(() => removeData(directory));

    const first = await clusterIn(directory);
    const { gitVersion } = await first.admin
      .makeApiClient(VersionApi)
      .getCode();
    assert.match(
      gitVersion,
      new RegExp(`^v${KUBERNETES_VERSION.split('.')[0]}\\.`),
    );
    await first.admin
      .makeApiClient(CoreV1Api)
      .createNamespace(namespaced('kept'));
    await first.controlPlane.stop();

    const second = await clusterIn(directory);
    const core = second.admin.makeApiClient(CoreV1Api);
    assert.equal(
      (await core.readNamespace({ name: 'kept' })).metadata?.name,
      'kept',
    );
    await core.createNamespace(namespaced('kept-too'));
    for (const pid of second.processes) {
      const identity = await identifyProcess(pid);
      assert.ok(identity);
      await endProcess(identity, 'SIGKILL');
    }
    assert.match(await second.controlPlane.stopped, /SIGKILL/);

    const third = await clusterIn(directory);
    const { items } = await third.admin
      .makeApiClient(CoreV1Api)
      .listNamespace();
    const names = items.map(({ metadata }) => metadata?.name);
    assert.ok(
      names.includes('kept') && names.includes('kept-too'),
      String(names),
    );
    await third.controlPlane.stop();
  });

  it('knows the portal by its token as a service account, without rights of its own', async () => {
    const directory = await temporaryData();
    after(() => removeData(directory));
    const { controlPlane, portal } = await clusterIn(directory);
    try {
      const { status } = await portal
        .makeApiClient(AuthenticationV1Api)
        .createSelfSubjectReview({ body: {} });
      const { namespace, name } = PORTAL_SERVICE_ACCOUNT;
      assert.equal(
        status?.userInfo?.username,
        `system:serviceaccount:${namespace}:${name}`,
      );
      assert.ok(
        status?.userInfo?.groups?.includes(
          `system:serviceaccounts:${namespace}`,
        ),
      );
      await assert.rejects(portal.makeApiClient(CoreV1Api).listNamespace(), {
        code: 403,
      });
    } finally {
      await controlPlane.stop();
    }
  });
});
