import { randomBytes } from 'node:crypto';

const lifetime = 10 * 60 * 1000;

/** What a code may be exchanged for, and by whom. */
export interface CodeGrant {
  readonly login: string;
  readonly scope: string;
  readonly redirectUri: string;
}

/** The codes between sign-in page and token: each good for one exchange within ten minutes. */
export class OAuthCodes {
  readonly #codes = new Map<string, CodeGrant & { expires: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Makes a code. */
  issue(grant: CodeGrant): string {
    for (const [code, { expires }] of this.#codes) {
      if (expires < this.#now()) {
        this.#codes.delete(code);
      }
    }
    const code = randomBytes(20).toString('hex');
    this.#codes.set(code, { ...grant, expires: this.#now() + lifetime });
    return code;
  }

  /** Takes a code back; undefined where it was never made, was used, or is too old. */
  redeem(code: string): CodeGrant | undefined {
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    return grant && grant.expires >= this.#now() ? grant : undefined;
  }
}
