import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Blocker, Plan } from '@golden-path/plugin-operations-common';
import type {
  AnyOperationDefinition,
  OperationPhase,
  OperationSubject,
  PlannedOperation,
} from '@golden-path/plugin-operations-node';
import type { Environment } from '@golden-path/plugin-platform-common';
import { approvalsFor } from '../approvals/approvalsFor';
import { freezeOf, type FreezeSubject } from '../approvals/freezeOf';
import type { OperationsConfig } from '../config';
import type { OperationRow, StoredOperation } from '../database/OperationRow';
import type { OperationsStore } from '../database/OperationsStore';
import { redactPlanned } from '../redaction/redactPlanned';
import { hashOf } from './hashOf';

/** Options of {@link Planner.create}. */
export interface PlannerOptions {
  readonly config: Pick<OperationsConfig, 'approvalRules' | 'freezes'>;
  readonly environments: readonly Environment[];
  readonly operations: Pick<OperationsStore, 'findHolder'>;
  readonly now?: () => Date;
}

/** A plan, and what only the engine sees of it. */
export interface FullPlan {
  readonly plan: Plan;
  readonly details: JsonObject;
  readonly input: JsonObject;
  readonly version: number;
}

/** What is to be planned. */
export interface PlanSubject {
  readonly definition: AnyOperationDefinition;
  readonly subject: OperationSubject;
  readonly credentials: BackstageCredentials;
  /** Whether the caller may break freeze windows. */
  readonly mayBreakFreeze: boolean;
}

/** What a kind has planned, and for which phases. */
interface MadePlan {
  readonly input: JsonObject;
  readonly planned: PlannedOperation;
  readonly phases: readonly OperationPhase<JsonObject, JsonObject>[];
  readonly canUndo: boolean;
  /** The operation that is undone. */
  readonly undoes?: string;
}

/** A plan has to be there before a person loses patience, and every write answers within 3 s. */
const planTimeoutMilliseconds = 10_000;

/** Makes plans: asks the kind, and adds who has to approve, what stands in the way and what it all hangs on. */
export class Planner {
  readonly #options: PlannerOptions;
  readonly #now: () => Date;

  static create(options: PlannerOptions): Planner {
    return new Planner(options);
  }

  private constructor(options: PlannerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** What an operation of a kind would do. */
  async plan(subject: PlanSubject, given: JsonObject): Promise<FullPlan> {
    const { definition, credentials } = subject;
    const disabledReason = definition.disabledReason?.();
    if (disabledReason) {
      throw new NotAllowedError(disabledReason);
    }
    const input = parseInputOf(definition, given);
    const planned = await redactPlanned(
      definition.plan({
        input,
        subject: subject.subject,
        credentials,
        signal: AbortSignal.timeout(planTimeoutMilliseconds),
      }),
    );
    return this.#complete(subject, {
      input,
      planned,
      phases: definition.phases,
      canUndo: definition.undo !== undefined,
    });
  }

  /** What undoing an operation would do. */
  async planUndo(
    subject: PlanSubject,
    { row, phases }: StoredOperation,
  ): Promise<FullPlan> {
    const { definition, credentials } = subject;
    const { undo } = definition;
    if (!undo || row.version !== definition.version) {
      throw new InputError(`“${row.title}” cannot be undone by the portal.`);
    }
    const { id, kind, entityRef, ownerRef, requestedBy, input, details } = row;
    const planned = await redactPlanned(
      undo.plan({
        operation: {
          id,
          kind,
          entityRef: entityRef ?? undefined,
          ownerRef: ownerRef ?? undefined,
          requestedBy,
        },
        input,
        details,
        outputs: Object.fromEntries(
          phases.map(({ name, output }) => [name, output ?? undefined]),
        ),
        subject: subject.subject,
        credentials,
        signal: AbortSignal.timeout(planTimeoutMilliseconds),
      }),
    );
    return this.#complete(subject, {
      input,
      planned,
      phases: undo.phases,
      canUndo: false,
      undoes: id,
    });
  }

  /** The freeze window that holds for something now. */
  freezeBlockerOf(
    subject: FreezeSubject,
    mayBreak = false,
  ): Extract<Blocker, { type: 'freeze' }> | undefined {
    const { freezes } = this.#options.config;
    const { kind, environment } = subject;
    const freeze = freezeOf({ kind, environment }, freezes, this.#now());
    const until = freeze?.until.toISOString() ?? '';
    return (
      freeze && {
        type: 'freeze',
        name: freeze.name,
        until,
        mayBreak,
        message: `Nothing may be changed here until ${until}: ${freeze.name}.`,
      }
    );
  }

  async #complete(
    { definition, subject, mayBreakFreeze }: PlanSubject,
    made: MadePlan,
  ): Promise<FullPlan> {
    const { input, planned, canUndo } = made;
    const { target, confirmation } = planned;
    if (!confirmation.confirmed) {
      throw new NotAllowedError(
        `${target.title} may not be changed from here. ${confirmation.reason}`,
      );
    }
    const { kind } = definition;
    const { config, environments, operations } = this.#options;
    const risk = planned.risk ?? definition.risk;
    const phases = made.phases.map(({ name, title }) => ({ name, title }));
    const subjectRef =
      subject.type === 'entity'
        ? { entityRef: subject.entityRef }
        : { ownerRef: subject.ownerRef };
    const blockers = this.#blockersOf(planned, kind, {
      holder: await operations.findHolder(target.key),
      mayBreakFreeze,
    });
    const plan: Plan = {
      kind,
      title: planned.title,
      summary: planned.summary,
      risk,
      ...subjectRef,
      target,
      input,
      changes: planned.changes,
      commits: planned.commits,
      files: planned.files ?? [],
      warnings: planned.warnings ?? [],
      phases,
      onFailure: planned.onFailure,
      undo: undoOf(planned, canUndo),
      approvals: approvalsFor(
        { kind, risk, environment: target.environment },
        environments,
        config.approvalRules,
      ),
      blockers,
      confirmationText: planned.confirmationText,
      hash: this.#hashOf(made, definition, subjectRef),
      plannedAt: this.#now().toISOString(),
    };
    const { version } = definition;
    return { plan, details: planned.details, input, version };
  }

  #hashOf(
    { input, planned, phases, undoes }: MadePlan,
    { kind, version }: AnyOperationDefinition,
    subjectRef: JsonObject,
  ): string {
    return hashOf({
      kind,
      version,
      ...subjectRef,
      undoes: undoes ?? null,
      input,
      target: planned.target.key,
      phases: phases.map(({ name }) => name),
      decidedBy: planned.decidedBy,
    });
  }

  #blockersOf(
    { target, nothingToDo }: PlannedOperation,
    kind: string,
    state: { holder: OperationRow | undefined; mayBreakFreeze: boolean },
  ): Blocker[] {
    const { environment } = target;
    const blockers: Blocker[] = [];
    if (nothingToDo) {
      blockers.push({ type: 'nothing-to-do', message: nothingToDo });
    }
    const freeze = this.freezeBlockerOf(
      { kind, environment },
      state.mayBreakFreeze,
    );
    if (freeze) {
      blockers.push(freeze);
    }
    if (state.holder) {
      blockers.push(busyBlockerOf(state.holder));
    }
    return blockers;
  }
}

function undoOf(
  { undoDescription }: PlannedOperation,
  canUndo: boolean,
): Plan['undo'] {
  return {
    possible: canUndo && undoDescription !== undefined,
    description: undoDescription ?? 'The portal cannot undo this.',
  };
}

/** Says who is at it, and since when. */
export function busyBlockerOf(
  holder: OperationRow,
): Extract<Blocker, { type: 'busy' }> {
  const since = (holder.startedAt ?? holder.requestedAt).toISOString();
  return {
    type: 'busy',
    operationId: holder.id,
    title: holder.title,
    requestedBy: holder.requestedBy,
    since,
    message: `“${holder.title}” runs already, asked for by ${holder.requestedBy}, since ${since}. Wait for it, or cancel it (operation ${holder.id}).`,
  };
}

function parseInputOf(
  definition: AnyOperationDefinition,
  given: JsonObject,
): JsonObject {
  const parsed = definition.input.strict().safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      [path.join('.'), message].filter(Boolean).join(': '),
    );
    throw new InputError(
      `The input of '${definition.kind}' is not valid: ${problems.join('; ')}`,
    );
  }
  // A schema of an input describes JSON: it came from a request's body.
  return parsed.data as JsonObject;
}
