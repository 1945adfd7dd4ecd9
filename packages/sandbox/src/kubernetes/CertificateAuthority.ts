import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type Extension,
  type X509Certificate,
} from '@peculiar/x509';

/** A certificate and its private key, as PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * Ten years: the cluster is kept from start to start, and a certificate that ends while it runs would be a riddle. The
 * certificate authority of envtest-js makes certificates for one week, since its clusters are thrown away.
 */
const VALIDITY_MILLISECONDS = 10 * 365 * 24 * 60 * 60 * 1000;

/** Clocks of guests may be a little behind. */
const SKEW_MILLISECONDS = 5 * 60 * 1000;

function validity() {
  const now = Date.now();
  return {
    notBefore: new Date(now - SKEW_MILLISECONDS),
    notAfter: new Date(now + VALIDITY_MILLISECONDS),
  };
}

async function pemOf(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [
    '-----BEGIN PRIVATE KEY-----',
    ...lines,
    '-----END PRIVATE KEY-----',
    '',
  ].join('\n');
}

async function newKeys(): Promise<CryptoKeyPair> {
  return await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** A certificate authority for one cluster: its own key is never written down, so nothing can be added later. */
export class CertificateAuthority {
  readonly #certificate: X509Certificate;
  readonly #keys: CryptoKeyPair;

  private constructor(certificate: X509Certificate, keys: CryptoKeyPair) {
    this.#certificate = certificate;
    this.#keys = keys;
  }

  static async create(name: string): Promise<CertificateAuthority> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: `CN=${name}`,
      ...validity(),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(
          KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature,
          true,
        ),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new CertificateAuthority(certificate, keys);
  }

  get certificate(): string {
    return `${this.#certificate.toString('pem')}\n`;
  }

  /** A certificate for a server that is reached by these names on this machine. */
  async issueForServer(names: readonly string[]): Promise<KeyPair> {
    return await this.#issue(`CN=${names[0]}`, [
      // etcd's gateway to itself is a client with the server's certificate.
      new ExtendedKeyUsageExtension([
        ExtendedKeyUsage.serverAuth,
        ExtendedKeyUsage.clientAuth,
      ]),
      new SubjectAlternativeNameExtension([
        ...names.map(value => ({ type: 'dns' as const, value })),
        { type: 'ip' as const, value: '127.0.0.1' },
      ]),
    ]);
  }

  /** A certificate that makes its holder this user, in this group. */
  async issueForUser(user: string, group: string): Promise<KeyPair> {
    return await this.#issue(`CN=${user}, O=${group}`, [
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
    ]);
  }

  async #issue(
    subject: string,
    extensions: readonly Extension[],
  ): Promise<KeyPair> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      subject,
      issuer: this.#certificate.subject,
      ...validity(),
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        await AuthorityKeyIdentifierExtension.create(this.#certificate),
        ...extensions,
      ],
    });
    return {
      certificate: `${certificate.toString('pem')}\n`,
      key: await pemOf(keys.privateKey),
    };
  }
}
