import { z } from 'zod';
import type { Emulator, EmulatorRequest } from './Emulator.ts';
import type { Journal, JournalEntry } from './Journal.ts';

const settingsShape = z.looseObject({ default_branch: z.string() });

const referenceShape = z.object({ object: z.object({ sha: z.string() }) });

/** A change that is sent to the emulator and, once accepted, kept in the journal. */
export interface MetadataChange {
  readonly login: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** When it happened, if not now. */
  readonly at?: string;
  /** What Git had to say about it. May look at the emulator's answer. */
  readonly facts?: (answer: unknown) => Record<string, string>;
}

/** What Git knows of a pull request and the emulator does not. */
export interface PullFacts {
  readonly createdAt?: string;
  readonly closedAt?: string;
  readonly mergedAt?: string;
  readonly head?: string;
  readonly base?: string;
  readonly mergeCommit?: string;
}

const named = z
  .object({
    users: z.array(z.string()).default([]),
    teams: z.array(z.string()).default([]),
    apps: z.array(z.string()).default([]),
  })
  .catch({ users: [], teams: [], apps: [] });

const exceptionsShape = z.object({
  required_pull_request_reviews: z
    .object({ bypass_pull_request_allowances: named })
    .nullish()
    .catch(null),
  restrictions: named.nullish(),
});

/** Who is named in a rule. */
export type NamedAccounts = z.infer<typeof named>;

/** Who is exempt from the rules of a branch: what the emulator does not keep of its protection. */
export interface BranchExceptions {
  /** Who need not go by a pull request. */
  readonly reviews: NamedAccounts;
  /** Who may push where not everybody may. */
  readonly pushes: NamedAccounts;
}

const nobody: NamedAccounts = { users: [], teams: [], apps: [] };
const protectionPath = /^\/repos\/([^/]+\/[^/]+)\/branches\/(.+)\/protection$/;

/** Everything on the stand-in that is not in Git, kept over restarts. */
export class Metadata {
  readonly #emulator: Emulator;
  readonly #journal: Journal;
  readonly #createdAt = new Map<string, string>();
  readonly #pulls = new Map<string, PullFacts>();
  readonly #checkRuns = new Map<string, string[]>();
  readonly #exceptions = new Map<string, BranchExceptions>();

  private constructor(emulator: Emulator, journal: Journal) {
    this.#emulator = emulator;
    this.#journal = journal;
  }

  /** Brings the emulator to where the last start left it. */
  static async open(options: {
    emulator: Emulator;
    journal: Journal;
    log(message: string): void;
  }): Promise<Metadata> {
    const metadata = new Metadata(options.emulator, options.journal);
    const isHook = (entry: JournalEntry) => /\/hooks(\/|$)/.test(entry.path);
    // Hooks come last: they must not hear again of what happened long ago.
    const entries = [
      ...options.journal.entries.filter(entry => !isHook(entry)),
      ...options.journal.entries.filter(isHook),
    ];
    for (const entry of entries) {
      const { method, path } = entry;
      const response = await metadata.#send(entry);
      await response.body?.cancel();
      if (!response.ok) {
        options.log(
          `${method} ${path} of ${entry.at} could not be repeated: ${response.status}`,
        );
      }
      metadata.#remember(entry);
    }
    return metadata;
  }

  /** Whether nothing was ever recorded: the first start. */
  get isEmpty(): boolean {
    return this.#journal.entries.length === 0;
  }

  /** Reads from the emulator. */
  request(request: EmulatorRequest): Promise<Response> {
    return this.#emulator.request(request);
  }

  /** Reads from the emulator as the bot; undefined where it refuses. */
  read(path: string): Promise<unknown> {
    return this.#emulator.read(path);
  }

  /** Sends a change; what the emulator accepts is there after a restart too. */
  async change(change: MetadataChange): Promise<Response> {
    const { facts, ...rest } = change;
    const response = await this.#send(rest);
    if (response.ok) {
      const answer =
        facts && response.status !== 204
          ? await response.clone().json()
          : undefined;
      const entry = {
        at: new Date().toISOString(),
        ...rest,
        ...(facts ? { facts: facts(answer) } : {}),
      };
      await this.#journal.append(entry);
      this.#remember(entry);
    }
    return response;
  }

  /** When a repository was made. */
  createdAt(fullName: string): string | undefined {
    return this.#createdAt.get(fullName);
  }

  /** What Git knows of a pull request. */
  pullFacts(fullName: string, number: number): PullFacts {
    return this.#pulls.get(`${fullName}#${number}`) ?? {};
  }

  /** Who is exempt from the rules of a branch. */
  branchExceptions(fullName: string, branch: string): BranchExceptions {
    const found = this.#exceptions.get(`${fullName}#${branch}`);
    return found ?? { reviews: nobody, pushes: nobody };
  }

  /** The numbers of the check runs of a commit, oldest first. */
  checkRuns(fullName: string, commit: string): readonly string[] {
    return this.#checkRuns.get(`${fullName}#${commit}`) ?? [];
  }

  async #send({
    login,
    method,
    path,
    body,
  }: MetadataChange | JournalEntry): Promise<Response> {
    const protection = protectionPath.exec(path);
    const settings = settingsShape.safeParse(body);
    if (method === 'PUT' && protection) {
      await this.#ensureBranch(
        login,
        `/repos/${protection[1]}`,
        decodeURIComponent(protection[2]),
      );
    } else if (method === 'PATCH' && settings.success) {
      await this.#ensureBranch(login, path, settings.data.default_branch);
    }
    return this.#emulator.request({ login, method, path, body });
  }

  /** The emulator sees no pushes: a branch that it is to know something about must be made in it first. */
  async #ensureBranch(
    login: string,
    repository: string,
    branch: string,
  ): Promise<void> {
    const reference = `${repository}/git/ref/heads`;
    const known = await this.read(`${reference}/${encodeURIComponent(branch)}`);
    const main = referenceShape.safeParse(await this.read(`${reference}/main`));
    if (!known && main.success) {
      const response = await this.#emulator.request({
        login,
        method: 'POST',
        path: `${repository}/git/refs`,
        body: { ref: `refs/heads/${branch}`, sha: main.data.object.sha },
      });
      await response.body?.cancel();
    }
  }

  #remember(entry: JournalEntry): void {
    const { method, path, facts = {}, at } = entry;
    const [, protectedIn, branch = ''] = protectionPath.exec(path) ?? [];
    if (method === 'PUT' && protectedIn) {
      const exceptions = exceptionsShape.parse(entry.body ?? {});
      this.#exceptions.set(`${protectedIn}#${decodeURIComponent(branch)}`, {
        reviews:
          exceptions.required_pull_request_reviews
            ?.bypass_pull_request_allowances ?? nobody,
        pushes: exceptions.restrictions ?? nobody,
      });
    }
    if (facts.repository) {
      this.#createdAt.set(facts.repository, at);
    }
    if (facts.checkRun) {
      const [, , owner, name] = path.split('/');
      const key = `${owner}/${name}#${facts.commit}`;
      this.#checkRuns.set(key, [
        ...(this.#checkRuns.get(key) ?? []),
        facts.checkRun,
      ]);
    }
    if (facts.renamedTo) {
      this.#rename(path.slice('/repos/'.length), facts.renamedTo);
    }
    if (method === 'DELETE' && /^\/repos\/[^/]+\/[^/]+$/.test(path)) {
      this.#forget(path.slice('/repos/'.length));
    }
    if (facts.pull) {
      const { head, base, mergeCommit } = facts;
      this.#pulls.set(facts.pull, {
        ...this.#pulls.get(facts.pull),
        ...(facts.event === 'opened' ? { createdAt: at } : {}),
        ...(facts.event === 'closed' ? { closedAt: at, head, base } : {}),
        ...(facts.event === 'merged'
          ? { closedAt: at, mergedAt: at, head, base, mergeCommit }
          : {}),
        ...(facts.event === 'reopened'
          ? { closedAt: undefined, head: undefined, base: undefined }
          : {}),
      });
    }
  }

  #rename(from: string, to: string): void {
    const createdAt = this.#createdAt.get(from);
    if (createdAt) {
      this.#createdAt.set(to, createdAt);
    }
    renameKeys(this.#pulls, from, to);
    renameKeys(this.#checkRuns, from, to);
    renameKeys(this.#exceptions, from, to);
    this.#forget(from);
  }

  #forget(fullName: string): void {
    this.#createdAt.delete(fullName);
    forgetKeys(this.#pulls, fullName);
    forgetKeys(this.#checkRuns, fullName);
    forgetKeys(this.#exceptions, fullName);
  }
}

function renameKeys<Value>(
  map: Map<string, Value>,
  from: string,
  to: string,
): void {
  for (const [key, value] of [...map]) {
    if (key.startsWith(`${from}#`)) {
      map.set(`${to}${key.slice(from.length)}`, value);
    }
  }
}

function forgetKeys(map: Map<string, unknown>, fullName: string): void {
  for (const key of [...map.keys()]) {
    if (key.startsWith(`${fullName}#`)) {
      map.delete(key);
    }
  }
}
