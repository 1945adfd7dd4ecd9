import { createHash, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { actions, bot } from './people.ts';

const grantSchema = z.object({ login: z.string(), scope: z.string() });

function newActionsToken(): string {
  return `ghs_${randomBytes(20).toString('hex')}`;
}

const fileSchema = z.object({
  botToken: z.string(),
  /** That of the pipelines; data of older sandboxes has none. */
  actionsToken: z.string().default(newActionsToken),
  clientId: z.string(),
  clientSecret: z.string(),
  /** By the SHA-256 of the token: the file alone does not let anybody in. */
  issued: z.record(z.string(), grantSchema),
});

/** Whom a token stands for and what it was asked for. */
export type Grant = z.infer<typeof grantSchema>;

/** The secrets of the stand-in: the bot's token, the OAuth application, and every token that was issued. */
export class TokenStore {
  readonly #file: string;
  readonly #secrets: z.infer<typeof fileSchema>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, secrets: z.infer<typeof fileSchema>) {
    this.#file = file;
    this.#secrets = secrets;
  }

  /** Reads what the last start left, or makes new secrets. */
  static async open(dataDirectory: string): Promise<TokenStore> {
    const file = join(dataDirectory, 'tokens.json');
    const text = await readFile(file, 'utf8').catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') {
          return undefined;
        }
        throw error;
      },
    );
    const secrets =
      text === undefined
        ? {
            botToken: `ghp_${randomBytes(20).toString('hex')}`,
            actionsToken: newActionsToken(),
            clientId: `Iv1.${randomBytes(8).toString('hex')}`,
            clientSecret: randomBytes(20).toString('hex'),
            issued: {},
          }
        : fileSchema.parse(JSON.parse(text));
    const store = new TokenStore(file, secrets);
    await store.#save();
    return store;
  }

  get botToken(): string {
    return this.#secrets.botToken;
  }

  get actionsToken(): string {
    return this.#secrets.actionsToken;
  }

  get clientId(): string {
    return this.#secrets.clientId;
  }

  get clientSecret(): string {
    return this.#secrets.clientSecret;
  }

  /** Makes a token for a person; it is on disk before anybody gets it. */
  async issue(grant: Grant): Promise<string> {
    const token = `gho_${randomBytes(20).toString('hex')}`;
    this.#secrets.issued[digest(token)] = grant;
    await this.#save();
    return token;
  }

  /** Whom the token stands for, or undefined for a token that was never issued. */
  find(token: string): Grant | undefined {
    const id = digest(token);
    if (id === digest(this.#secrets.botToken)) {
      return { login: bot.login, scope: 'repo,admin:org,workflow' };
    }
    if (id === digest(this.#secrets.actionsToken)) {
      return { login: actions.login, scope: 'repo' };
    }
    return Object.hasOwn(this.#secrets.issued, id)
      ? this.#secrets.issued[id]
      : undefined;
  }

  #save(): Promise<void> {
    const write = async () => {
      const draft = `${this.#file}.draft`;
      await writeFile(draft, `${JSON.stringify(this.#secrets, null, 2)}\n`, {
        mode: 0o600,
      });
      await rename(draft, this.#file);
    };
    this.#writing = this.#writing.then(write, write);
    return this.#writing;
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
