import { ChildEngine } from './ChildEngine';
import type { EngineSettings } from './engineMessages';
import { createTestDatabase, query } from './testDatabase';

/** What an operation of a test came to. */
export interface EndOfSteps {
  readonly id: string;
  readonly status: string;
  readonly problem: string | null;
  readonly attempt: number;
  readonly epoch: number;
  readonly executor_id: string | null;
  readonly phases: string[];
  /** In the order in which they were made. */
  readonly effects: string[];
  /** For which effects some process called the outside. */
  readonly calls: string[];
}

/** A database, an outside world, and the processes that work on both. */
export class EngineWorld {
  readonly url: string;
  readonly #drop: () => Promise<unknown>;
  readonly #children: ChildEngine[] = [];

  static async create(server?: string): Promise<EngineWorld> {
    const { url, drop } = await createTestDatabase(server);
    await query(
      url,
      `create table effects (
         position serial, operation_id uuid not null, effect text not null
       );
       create table calls (position serial, operation_id uuid not null, effect text not null);
       create table mended (operation_id uuid primary key)`,
    );
    return new EngineWorld(url, drop);
  }

  private constructor(url: string, drop: () => Promise<unknown>) {
    this.url = url;
    this.#drop = drop;
  }

  async start(settings: Partial<EngineSettings> = {}): Promise<ChildEngine> {
    const child = await ChildEngine.start({
      database: this.url,
      heartbeatSeconds: 0.2,
      takeOverAfterSeconds: 1,
      version: 1,
      holds: false,
      ...settings,
    });
    this.#children.push(child);
    return child;
  }

  async mend(ids: readonly string[]): Promise<void> {
    await query(
      this.url,
      'insert into mended select unnest($1::uuid[]) on conflict do nothing',
      [ids],
    );
  }

  /** Resolves with all operations when a condition holds for each. */
  async until(
    holds: (operation: EndOfSteps) => boolean,
  ): Promise<Map<string, EndOfSteps>> {
    for (;;) {
      const rows = await this.list();
      if (rows.every(holds)) {
        return new Map(rows.map(row => [row.id, row]));
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  /** Resolves when nothing runs any more. */
  async untilOver(): Promise<Map<string, EndOfSteps>> {
    return this.until(({ status }) =>
      ['succeeded', 'failed', 'cancelled'].includes(status),
    );
  }

  async list(): Promise<EndOfSteps[]> {
    return query<EndOfSteps>(
      this.url,
      `select id, status, problem, attempt, epoch, executor_id,
         array(select p.status from operation_phases p where p.operation_id = o.id order by p.position) as phases,
         array(select e.effect from effects e where e.operation_id = o.id order by e.position) as effects,
         array(select c.effect from calls c where c.operation_id = o.id order by c.position) as calls
       from operations o`,
    );
  }

  /** How many processes were seen within a second. */
  async livingCount(): Promise<number> {
    const rows = await query(
      this.url,
      `select id from operation_executors where seen_at > now() - interval '1 second'`,
    );
    return rows.length;
  }

  async close(): Promise<void> {
    for (const child of this.#children) {
      child.wake();
      await child.kill();
    }
    await this.#drop();
  }
}
