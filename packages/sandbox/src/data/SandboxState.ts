import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { endProcess } from '../process/endProcess.ts';
import { identifyProcess, isRunning } from '../process/processIdentity.ts';
import { STATE_FILE } from './dataDirectory.ts';
import { writeFileAtomically } from './writeFileAtomically.ts';

const identitySchema = z.object({ pid: z.number(), started: z.string() });

const stateSchema = z.object({
  /** Ports by purpose, so that addresses stay the same from start to start. */
  ports: z.record(z.string(), z.number()).default({}),
  /** The supervisor that runs, or that was killed. */
  supervisor: identitySchema.optional(),
  /** Where the supervisor listens for commands. */
  controlSocket: z.string().optional(),
  portalUrl: z.string().optional(),
  /** Processes that were started and not yet known to have ended. */
  processes: z.array(identitySchema.extend({ part: z.string() })).default([]),
});

type State = z.infer<typeof stateSchema>;

/** The file in the data folder that says what runs: written by the supervisor, read by every other command. */
export class SandboxState {
  readonly #file: string;
  #state: State;
  #writes: Promise<void> = Promise.resolve();

  private constructor(file: string, state: State) {
    this.#file = file;
    this.#state = state;
  }

  static async read(dataDirectory: string): Promise<SandboxState> {
    const file = join(dataDirectory, STATE_FILE);
    const text = await readFile(file, 'utf8').catch(() => '{}');
    return new SandboxState(file, stateSchema.parse(JSON.parse(text)));
  }

  get ports(): Readonly<Record<string, number>> {
    return this.#state.ports;
  }

  get portalUrl(): string | undefined {
    return this.#state.portalUrl;
  }

  get controlSocket(): string | undefined {
    return this.#state.controlSocket;
  }

  /** The supervisor, if it still runs. */
  async runningSupervisor(): Promise<State['supervisor']> {
    const { supervisor } = this.#state;
    return supervisor && (await isRunning(supervisor)) ? supervisor : undefined;
  }

  /** Ends what a killed supervisor left behind; returns the names of the parts that it belonged to. */
  async endLeftovers(): Promise<readonly string[]> {
    const { processes, controlSocket } = this.#state;
    const left = [];
    for (const { part, ...identity } of processes.toReversed()) {
      if (await isRunning(identity)) {
        left.push(part);
        // PostgreSQL takes SIGINT as "end your sessions and stop"; others take it as "stop".
        await endProcess(identity, 'SIGINT');
      }
    }
    if (controlSocket) {
      await rm(dirname(controlSocket), { recursive: true, force: true });
    }
    await this.#change({ processes: [] });
    return left;
  }

  /** Says that this process is the supervisor now. */
  async claim(): Promise<void> {
    await this.#change({
      supervisor: await identifyProcess(process.pid),
      controlSocket: undefined,
      portalUrl: undefined,
    });
  }

  /** Says that nothing runs any more. */
  async release(): Promise<void> {
    await this.#change({
      supervisor: undefined,
      controlSocket: undefined,
      portalUrl: undefined,
      processes: [],
    });
  }

  async setControlSocket(controlSocket: string): Promise<void> {
    await this.#change({ controlSocket });
  }

  async setPortalUrl(portalUrl: string): Promise<void> {
    await this.#change({ portalUrl });
  }

  async setPort(purpose: string, port: number): Promise<void> {
    await this.#change({ ports: { ...this.#state.ports, [purpose]: port } });
  }

  async recordProcess(part: string, pid: number): Promise<void> {
    const identity = await identifyProcess(pid);
    if (!identity) {
      return;
    }
    const ended = new Set<number>();
    for (const known of this.#state.processes) {
      if (!(await isRunning(known))) {
        ended.add(known.pid);
      }
    }
    const others = this.#state.processes.filter(known => !ended.has(known.pid));
    await this.#change({ processes: [...others, { ...identity, part }] });
  }

  async #change(change: Partial<State>): Promise<void> {
    this.#state = { ...this.#state, ...change };
    const content = `${JSON.stringify(this.#state, null, 2)}\n`;
    this.#writes = this.#writes.then(() =>
      writeFileAtomically(this.#file, content),
    );
    await this.#writes;
  }
}
