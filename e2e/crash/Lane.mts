import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { checkRun, unknownRequests } from './checkRun.mts';
import type { CrashPoint, Kind } from './CrashPoint.mts';
import { mergePullRequests } from './mergePullRequests.mts';
import { versions } from './services.mts';
import type { World } from './World.mts';

/** One operation, and where its processes die. */
export interface Run {
  readonly kind: Kind;
  readonly points: readonly CrashPoint[];
}

/** What came of a run. */
export interface RunReport extends Run {
  readonly operationId: string;
  /** Where it should have died and did not. */
  readonly missed: readonly CrashPoint[];
  /** What is not as it has to be. */
  readonly problems: readonly string[];
  /** How often another process has taken it over. */
  readonly takeOvers: number;
  readonly seconds: number;
}

/** An operation as its row has it. */
export interface OperationRow {
  readonly id: string;
  readonly status: string;
  readonly problem: string | null;
  readonly attempt: number;
  readonly epoch: number;
}

/** It is interrupted again and again, and the machine may have other things to do. */
const patienceMilliseconds = 900_000;

const planSchema = z.object({ hash: z.string(), title: z.string() });

const over = ['succeeded', 'failed', 'cancelled', 'denied', 'expired'];

/** One service, to which one operation after the other is done in production. */
export class Lane {
  readonly service: string;
  readonly #world: World;
  /** The version that runs, and the one before. */
  #version: string = versions[0];
  #earlier: string = versions[0];
  #deploymentId = '';
  #commits: number;
  #deployments: number;

  /** To be called when its application runs. */
  static async create(world: World, service: string): Promise<Lane> {
    const application = await world.application(`${service}-production`);
    const commits = await world.git(service, 'rev-list', '--count', 'main');
    return new Lane(world, {
      service,
      commits: Number(commits),
      deployments: application?.status?.history?.length ?? 0,
    });
  }

  private constructor(
    world: World,
    start: { service: string; commits: number; deployments: number },
  ) {
    this.#world = world;
    this.service = start.service;
    this.#commits = start.commits;
    this.#deployments = start.deployments;
  }

  /** Does one operation, while its processes die, and looks what has become of everything. */
  async run({ kind, points }: Run): Promise<RunReport> {
    const startedAt = performance.now();
    const { ambush, statements } = this.#world;
    const key = `${this.service}-${randomUUID()}`;
    this.#world.begin(this.service, key);
    const request = await this.#requestOf(kind);
    await ambush.arm(key, points);
    await this.#ask(request, key);
    const row = await this.#untilOver(kind, key);
    const isByPullRequest = kind === 'deploy by pull request';
    this.#commits += isByPullRequest ? 2 : 1;
    this.#deployments += 1;
    const problems = await checkRun(this.#world, {
      service: this.service,
      kind,
      key,
      version: request.version,
      commits: this.#commits,
      deployments: this.#deployments,
    });
    const { seen, missed } = ambush.disarm(key);
    await statements.disarm(key);
    [this.#earlier, this.#version] = [this.#version, request.version];
    this.#deploymentId = row.id;
    return {
      kind,
      points,
      operationId: row.id,
      missed,
      problems: [...problems, ...unknownRequests(kind, seen)],
      takeOvers: row.epoch - 1,
      seconds: (performance.now() - startedAt) / 1000,
    };
  }

  /** What is asked for, and the version that is to run then. */
  async #requestOf(kind: Kind): Promise<LaneRequest> {
    const entityRef = `component:default/${this.service}`;
    const environment = 'production';
    const of = (name: string, input: object, version: string) => ({
      path: '/operations',
      planPath: '/plans',
      subject: { kind: name, entityRef, input: { environment, ...input } },
      version,
    });
    switch (kind) {
      case 'deploy':
      case 'deploy by pull request': {
        const image = this.#version === versions[2] ? versions[1] : versions[2];
        return of('deploy', { image }, image);
      }
      case 'promote':
        return of('promote', {}, versions[1]);
      case 'roll-back': {
        const { status } =
          (await this.#world.application(`${this.service}-production`)) ?? {};
        const historyId = status?.history?.at(-2)?.id;
        return of('roll-back', { historyId }, this.#earlier);
      }
      default: {
        const path = `/operations/${this.#deploymentId}/undo`;
        return {
          path,
          planPath: `${path}/plan`,
          subject: {},
          version: this.#earlier,
        };
      }
    }
  }

  /** Asks until it is accepted, as a person does whose page says that the portal cannot be reached. */
  async #ask(request: LaneRequest, idempotencyKey: string): Promise<void> {
    const { portal } = this.#world;
    const { path, planPath, subject, version } = request;
    const giveUpAt = performance.now() + patienceMilliseconds;
    for (;;) {
      const plan = await portal.call(planPath, subject);
      const answer =
        plan.status === 200
          ? await portal.call(path, {
              ...subject,
              planHash: planSchema.parse(plan.body).hash,
              idempotencyKey,
            })
          : plan;
      if (answer.status === 202) {
        assert.match(planSchema.parse(plan.body).title, new RegExp(version));
        return;
      }
      // Such as a plan that is another one by now, or a portal that does not know the applications yet.
      if (performance.now() > giveUpAt) {
        throw new Error(
          `${this.service}: ${path} is not accepted: ${JSON.stringify(
            answer.body,
          )}`,
        );
      }
      await sleep(500);
    }
  }

  async #untilOver(kind: Kind, key: string): Promise<OperationRow> {
    const giveUpAt = performance.now() + patienceMilliseconds;
    for (;;) {
      this.#world.ambush.assertWorks();
      const { rows } = await this.#world.database.query<OperationRow>(
        'select id, status, problem, attempt, epoch from operations where idempotency_key = $1',
        [key],
      );
      const [row] = rows;
      if (row && over.includes(row.status)) {
        return row;
      }
      if (performance.now() > giveUpAt) {
        throw new Error(
          `${this.service}: ${kind} does not come to an end: ${JSON.stringify(
            row,
          )}`,
        );
      }
      if (kind === 'deploy by pull request') {
        await mergePullRequests(this.#world.gitHub, this.service);
      }
      await sleep(250);
    }
  }
}

interface LaneRequest {
  readonly path: string;
  readonly planPath: string;
  readonly subject: object;
  readonly version: string;
}
