import { randomBytes } from 'node:crypto';
import { createEmulator } from 'emulate';
import getPort from 'get-port';
import { bot, organization } from '../identities/people.ts';
import type { Person } from '../identities/people.ts';

/**
 * The emulator counts requests per token and refuses the 5,001st of an hour, as GitHub does. A portal that reads
 * everything again at each start of a working day on one machine needs more, so each account has several.
 */
const tokensPerAccount = 40;

/** An account that owns nothing: whom the emulator takes the sender of an unknown token for. */
const nobody = 'nobody';

/** A request to the emulator in the name of an account, or of nobody. */
export interface EmulatorRequest {
  readonly login?: string;
  readonly method: string;
  /** With the query, for example `/repos/acme/order-service`. */
  readonly path: string;
  readonly body?: unknown;
  readonly accept?: string;
}

/** The `emulate` package's GitHub on a port that only this process uses: everything that is not in Git. */
export class Emulator {
  readonly #address: string;
  readonly #tokens: ReadonlyMap<string, readonly string[]>;
  readonly #close: () => Promise<void>;
  #turn = 0;

  private constructor(
    address: string,
    tokens: ReadonlyMap<string, readonly string[]>,
    close: () => Promise<void>,
  ) {
    this.#address = address;
    this.#tokens = tokens;
    this.#close = close;
  }

  /** Starts it with the accounts and the organisation; `url` is where the front answers. */
  static async start(
    url: string,
    accounts: readonly Person[],
  ): Promise<Emulator> {
    const port = await getPort({ host: '127.0.0.1' });
    const tokens = new Map(
      accounts.map(account => [
        account.login,
        Array.from({ length: tokensPerAccount }, () =>
          randomBytes(20).toString('hex'),
        ),
      ]),
    );
    const emulator = await createEmulator({
      service: 'github',
      port,
      hostname: '127.0.0.1',
      baseUrl: url,
      seed: {
        tokens: Object.fromEntries(
          [...tokens].flatMap(([login, values]) =>
            values.map(value => [
              value,
              { login, scopes: ['repo', 'user', 'admin:org'] },
            ]),
          ),
        ),
        github: {
          users: [
            { login: nobody, name: 'Nobody', email: 'nobody@localhost' },
            ...accounts.map(({ login, name, email }) => ({
              login,
              name,
              email,
            })),
          ],
          orgs: [
            {
              login: organization.login,
              name: organization.name,
              description: organization.description,
              members: accounts
                .filter(account => account.membership)
                .map(({ login, membership }) => ({ login, role: membership })),
            },
          ],
        },
      },
    });
    return new Emulator(`http://127.0.0.1:${port}`, tokens, () =>
      emulator.close(),
    );
  }

  /** Sends a request. */
  request(request: EmulatorRequest): Promise<Response> {
    const headers = new Headers();
    if (request.login) {
      const tokens = this.#tokens.get(request.login);
      if (!tokens) {
        throw new Error(`There is no account "${request.login}"`);
      }
      this.#turn = (this.#turn + 1) % tokens.length;
      headers.set('authorization', `token ${tokens[this.#turn]}`);
    }
    if (request.accept) {
      headers.set('accept', request.accept);
    }
    if (request.body !== undefined) {
      headers.set('content-type', 'application/json');
    }
    return fetch(`${this.#address}${request.path}`, {
      method: request.method,
      headers,
      body:
        request.body === undefined ? undefined : JSON.stringify(request.body),
      redirect: 'manual',
    });
  }

  /** Sends a request as the bot and answers with the parsed body; undefined where the emulator refuses. */
  async read(path: string): Promise<unknown> {
    const response = await this.request({
      login: bot.login,
      method: 'GET',
      path,
    });
    return response.ok ? response.json() : undefined;
  }

  /** Stops it. */
  close(): Promise<void> {
    return this.#close();
  }
}
