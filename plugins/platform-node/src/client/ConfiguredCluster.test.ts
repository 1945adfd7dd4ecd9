import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterConfig } from '../clusterConfig';
import { ConfiguredCluster } from './ConfiguredCluster';

const cluster: ClusterConfig = {
  name: 'sandbox',
  url: 'https://127.0.0.1:6443',
  serviceAccountToken: 'token',
  caData: Buffer.from('authority').toString('base64'),
  skipTLSVerify: false,
};

async function optionsOf(connection: ConfiguredCluster) {
  const options: RequestOptions = { headers: { Accept: 'application/json' } };
  await connection.applyToHTTPSOptions(options);
  return options;
}

describe('ConfiguredCluster', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cluster-'));
  });

  afterEach(async () => {
    delete process.env.KUBERNETES_SERVICE_HOST;
    delete process.env.KUBERNETES_SERVICE_PORT;
    await rm(folder, { recursive: true });
  });

  it('takes token and authority from the configuration', async () => {
    const connection = ConfiguredCluster.create(cluster);
    const options = await optionsOf(connection);

    expect(connection.getCurrentCluster()).toMatchObject({
      name: 'sandbox',
      server: 'https://127.0.0.1:6443',
      skipTLSVerify: false,
    });
    expect(options.headers).toEqual({
      Accept: 'application/json',
      Authorization: 'Bearer token',
    });
    expect(String(options.ca)).toBe('authority');
    expect(options.rejectUnauthorized).toBeUndefined();
    expect(options.agent).toBeInstanceOf(https.Agent);
    expect((options.agent as https.Agent).options).toMatchObject({
      ca: options.ca,
    });
  });

  it('takes the authority from a file before that in the configuration', async () => {
    const caFile = join(folder, 'ca.crt');
    await writeFile(caFile, 'file');
    const connection = ConfiguredCluster.create({ ...cluster, caFile });
    expect((await optionsOf(connection)).ca).toBe('file');
  });

  it('trusts any server only where it is told to', async () => {
    const options = await optionsOf(
      ConfiguredCluster.create({
        ...cluster,
        caData: undefined,
        skipTLSVerify: true,
      }),
    );
    expect(options.rejectUnauthorized).toBe(false);
    expect((options.agent as https.Agent).options.rejectUnauthorized).toBe(
      false,
    );
  });

  it('sends no token in plain text, but in tests', async () => {
    const plain = { ...cluster, url: 'http://127.0.0.1:8080' };
    expect(() => ConfiguredCluster.create(plain)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(/'sandbox'.*https: url/),
      }),
    );
    const options = await optionsOf(
      ConfiguredCluster.create({ ...plain, skipTLSVerify: true }),
    );
    expect(options.agent).toBeInstanceOf(http.Agent);
  });

  it('needs a token outside of a cluster', () => {
    expect(() =>
      ConfiguredCluster.create({ ...cluster, serviceAccountToken: undefined }),
    ).toThrow(/Cluster 'sandbox'.*serviceAccountToken/);
  });

  describe('inside of the cluster', () => {
    const inner = { ...cluster, serviceAccountToken: undefined };
    const create = () =>
      ConfiguredCluster.create(inner, { mountedCredentials: folder });

    beforeEach(() => {
      process.env.KUBERNETES_SERVICE_HOST = '10.96.0.1';
      process.env.KUBERNETES_SERVICE_PORT = '443';
    });

    it('R5: takes the mounted credentials, and a new token as soon as it is there', async () => {
      const connection = create();
      await writeFile(join(folder, 'ca.crt'), 'mounted');
      await writeFile(join(folder, 'token'), 'first\n');

      expect(connection.getCurrentCluster().server).toBe(
        'https://10.96.0.1:443',
      );
      await expect(optionsOf(connection)).resolves.toMatchObject({
        ca: 'mounted',
        headers: { Authorization: 'Bearer first' },
      });
      await writeFile(join(folder, 'token'), 'second');
      await expect(optionsOf(connection)).resolves.toMatchObject({
        headers: { Authorization: 'Bearer second' },
      });
    });

    it('writes an IPv6 address as URLs do', () => {
      process.env.KUBERNETES_SERVICE_HOST = 'fd00::1';
      expect(create().getCurrentCluster().server).toBe('https://[fd00::1]:443');
    });

    it('says which file is missing', async () => {
      await expect(optionsOf(create())).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(/'sandbox'.*ca\.crt/),
      });
    });
  });
});
