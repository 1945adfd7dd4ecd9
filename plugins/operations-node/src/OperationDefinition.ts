import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { Link, Risk } from '@golden-path/plugin-operations-common';
import type { z } from 'zod/v3';
import type { PlannedOperation } from './PlannedOperation';

/** The schema of an input: an object of JSON values. */
export type InputSchema = z.ZodObject<z.ZodRawShape>;

/** What an operation is asked for. */
export type OperationSubject =
  | {
      readonly type: 'entity';
      /** As the caller sees it in the catalog. Its annotations are written by users and prove nothing. */
      readonly entity: Entity;
      readonly entityRef: string;
    }
  | {
      readonly type: 'owner';
      /** A group of the caller's, or the caller operates the platform. */
      readonly ownerRef: string;
    };

/** What `plan` is given. It must change nothing. */
export interface PlanContext<TInput> {
  readonly input: TInput;
  readonly subject: OperationSubject;
  /** Of whoever asks; at an approval, of whoever approves. */
  readonly credentials: BackstageCredentials;
  readonly signal: AbortSignal;
}

/** The operation that a phase is part of. */
export interface RunningOperation {
  /** Unique, and the same after a crash and in a retry: the marker of what is made. */
  readonly id: string;
  readonly kind: string;
  readonly entityRef?: string;
  readonly ownerRef?: string;
  /** Entity reference of the person, or the subject of the service. */
  readonly requestedBy: string;
  readonly reason?: string;
}

/** What a phase is given. */
export interface PhaseContext<TInput, TDetails extends JsonObject> {
  readonly operation: RunningOperation;
  readonly input: TInput;
  readonly details: TDetails;
  /** The outputs of the phases before, by their names. */
  readonly outputs: Readonly<Record<string, JsonValue | undefined>>;
  /**
   * Aborted when somebody cancels, when the phase takes too long, or when another process took the operation over. A
   * phase that finishes in spite of it counts as done; one that neither finishes nor fails within 10 s is given up.
   */
  readonly signal: AbortSignal;
  readonly logger: LoggerService;
  /** Tells people what is going on, such as `2 of 3 pods are ready`. */
  report(message: string): Promise<void>;
  /**
   * Does something to the outside, after making sure that this process still holds the operation. Every call that
   * changes something goes through it, and has to be safe to repeat: a process that dies in it does it again.
   */
  act<T>(effect: () => Promise<T>): Promise<T>;
}

/** What a phase found out or made. */
export interface PhaseResult {
  /** For the phases after it, and for undo. It is stored: never a credential. */
  readonly output?: JsonValue;
  /** What it did, in a few words. */
  readonly message?: string;
  readonly links?: readonly Link[];
}

/** A part of an operation that runs as a whole, again after a crash, and again in a retry. */
export interface OperationPhase<TInput, TDetails extends JsonObject> {
  readonly name: string;
  /** For people, for example `Wait for the rollout`. */
  readonly title: string;
  /** How long it may take at most; 10 minutes without it. */
  readonly timeoutSeconds?: number;
  run(context: PhaseContext<TInput, TDetails>): Promise<PhaseResult | void>;
}

/** What an operation that is to be undone has done. */
export interface UndoContext<TInput, TDetails extends JsonObject>
  extends Omit<PlanContext<TInput>, 'input'> {
  readonly operation: RunningOperation;
  readonly input: TInput;
  readonly details: TDetails;
  readonly outputs: Readonly<Record<string, JsonValue | undefined>>;
}

/** How an operation is undone: by an operation of its own, with its own plan. */
export interface OperationUndo<
  TInput,
  TDetails extends JsonObject,
  TUndoDetails extends JsonObject,
> {
  plan(
    context: UndoContext<TInput, TDetails>,
  ): Promise<PlannedOperation<TUndoDetails>>;
  readonly phases: readonly OperationPhase<TInput, TUndoDetails>[];
  /** The phases of older versions, as long as runs of them may exist. */
  readonly earlierPhases?: Readonly<
    Record<number, readonly OperationPhase<TInput, TUndoDetails>[]>
  >;
}

/** A kind of operation. */
export interface OperationDefinition<
  TSchema extends InputSchema = InputSchema,
  TDetails extends JsonObject = JsonObject,
  TUndoDetails extends JsonObject = JsonObject,
> {
  /** Lowercase letters and hyphens, a verb first: `deploy`, `roll-back`. */
  readonly kind: string;
  /**
   * Grows when the phases change. Runs of older versions go on with `earlierPhases` of their version.
   */
  readonly version: number;
  readonly title: string;
  /** For people and assistants: what it does, and when to use it. */
  readonly description: string;
  readonly risk: Risk;
  readonly subject: 'entity' | 'owner';
  /** Each field with a description. What it parses must parse to the same again: it is parsed at each plan. */
  readonly input: TSchema;
  /** Inputs that make sense, for assistants and for those who write templates. */
  readonly examples?: readonly {
    readonly title: string;
    readonly input: z.input<TSchema>;
  }[];
  /** On the entity where there is one. */
  readonly permission: ResourcePermission<'catalog-entity'> | BasicPermission;
  /** Why it is switched off; `undefined` when it is not. */
  disabledReason?(): string | undefined;
  plan(
    context: PlanContext<z.output<TSchema>>,
  ): Promise<PlannedOperation<TDetails>>;
  readonly phases: readonly OperationPhase<z.output<TSchema>, TDetails>[];
  /** The phases of older versions, as long as runs of them may exist. */
  readonly earlierPhases?: Readonly<
    Record<number, readonly OperationPhase<z.output<TSchema>, TDetails>[]>
  >;
  readonly undo?: OperationUndo<z.output<TSchema>, TDetails, TUndoDetails>;
}

/** A definition of which it is not known any more what its input and details are: they are checked when it is used. */
export interface AnyOperationDefinition
  extends Omit<
    OperationDefinition,
    'plan' | 'phases' | 'earlierPhases' | 'undo'
  > {
  plan(context: PlanContext<JsonObject>): Promise<PlannedOperation>;
  readonly phases: readonly OperationPhase<JsonObject, JsonObject>[];
  readonly earlierPhases?: Readonly<
    Record<number, readonly OperationPhase<JsonObject, JsonObject>[]>
  >;
  readonly undo?: OperationUndo<JsonObject, JsonObject, JsonObject>;
}
