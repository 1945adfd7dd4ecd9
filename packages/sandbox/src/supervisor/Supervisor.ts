import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { choosePort } from '../data/choosePort.ts';
import type { SandboxState } from '../data/SandboxState.ts';
import type { Part, SandboxContext } from '../part.ts';
import { isRoot } from '../data/dataDirectory.ts';
import {
  PartRunner,
  type PartStatus,
  type StatusListener,
} from './PartRunner.ts';

/** What the supervisor works with. */
export interface SupervisorOptions {
  readonly parts: readonly Part[];
  readonly dataDirectory: string;
  readonly state: SandboxState;
  onStatus: StatusListener;
}

/** A part and where it is in its life. */
export interface PartReport {
  readonly name: string;
  readonly title: string;
  readonly status: PartStatus;
}

/** Starts the parts, each as soon as those that it waits for are there, and stops them in the opposite order. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #environment = new Map<string, string>();
  readonly #runners = new Map<string, PartRunner>();
  readonly #settled = new Map<string, Promise<void>>();
  #stopping: Promise<void> | undefined;

  private constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Lets every part decide its ports and secrets; nothing runs yet. */
  static async prepare(options: SupervisorOptions): Promise<Supervisor> {
    const supervisor = new Supervisor(options);
    for (const part of options.parts) {
      await supervisor.#prepare(part);
    }
    return supervisor;
  }

  /** What the parts have told each other. */
  get environment(): ReadonlyMap<string, string> {
    return this.#environment;
  }

  /** Starts every part; returns when each of them runs or has failed. */
  async start(): Promise<void> {
    for (const { name } of this.#options.parts) {
      this.#settled.set(name, this.#startInOrder(name));
    }
    await Promise.all(this.#settled.values());
  }

  /** Returns when a part runs or has failed. */
  async settled(name: string): Promise<PartStatus> {
    await this.#settled.get(name);
    return this.#runner(name).status;
  }

  /** What runs, in the order of the parts. */
  report(): readonly PartReport[] {
    return this.#options.parts.map(({ name, title }) => ({
      name,
      title,
      status: this.#runner(name).status,
    }));
  }

  /** Starts one part that was stopped or has failed. */
  async startPart(name: string): Promise<PartStatus> {
    const runner = this.#runner(name);
    this.#tell(await runner.start());
    return runner.status;
  }

  /** Stops one part and leaves the others alone. */
  async stopPart(name: string): Promise<PartStatus> {
    const runner = this.#runner(name);
    await runner.stop();
    return runner.status;
  }

  /** Stops everything; the parts that others wait for last. */
  async stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    await this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const stopped = new Map<string, Promise<void>>();
    for (const part of this.#options.parts.toReversed()) {
      const dependents = this.#options.parts.filter(other =>
        [...(other.needs ?? []), ...(other.after ?? [])].includes(part.name),
      );
      const before = dependents.map(({ name }) => stopped.get(name));
      stopped.set(
        part.name,
        Promise.all(before).then(() => this.#runner(part.name).stop()),
      );
    }
    await Promise.all(stopped.values());
  }

  async #prepare(part: Part): Promise<void> {
    const context = await this.#contextOf(part);
    this.#runners.set(
      part.name,
      new PartRunner({ part, context, onStatus: this.#options.onStatus }),
    );
    const { signal } = new AbortController();
    const preparation = { ...context, signal, progress() {} };
    this.#tell((await part.prepare?.(preparation)) ?? {});
  }

  async #startInOrder(name: string): Promise<void> {
    const runner = this.#runner(name);
    const needs = runner.part.needs ?? [];
    // Parts are listed after those that they wait for, so these promises exist already.
    await Promise.all(
      [...needs, ...(runner.part.after ?? [])].map(other =>
        this.#settled.get(other),
      ),
    );
    if (this.#stopping) {
      return;
    }
    const missing = needs.filter(
      other => this.#runner(other).status.state !== 'running',
    );
    if (missing.length > 0) {
      const titles = missing.map(other => this.#runner(other).part.title);
      runner.giveUp(`not started, because it needs: ${titles.join(', ')}`);
      return;
    }
    this.#tell(await runner.start());
  }

  async #contextOf(
    part: Part,
  ): Promise<Omit<SandboxContext, 'progress' | 'signal'>> {
    const { state } = this.#options;
    const dataDirectory = join(this.#options.dataDirectory, part.name);
    await mkdir(dataDirectory, { recursive: true });
    await chmod(dataDirectory, isRoot() ? 0o711 : 0o700);
    return {
      dataDirectory,
      environment: this.#environment,
      port: async (purpose, preferred) => {
        const last = state.ports[purpose];
        const port = await choosePort({ last, preferred });
        await state.setPort(purpose, port);
        return port;
      },
      recordProcess: async pid => await state.recordProcess(part.name, pid),
    };
  }

  #runner(name: string): PartRunner {
    const runner = this.#runners.get(name);
    if (!runner) {
      const known = [...this.#runners.keys()].join(', ');
      throw new Error(`There is no part "${name}"; the parts are ${known}.`);
    }
    return runner;
  }

  #tell(environment: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(environment)) {
      this.#environment.set(name, value);
    }
  }
}
