import { ConflictError, NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  AnyOperationDefinition,
  OperationPhase,
} from '@golden-path/plugin-operations-node';
import type { OperationRow } from '../database/OperationRow';

const kindRule = /^[a-z]+(-[a-z]+)*$/;

/** The kinds of operations that plugins have contributed to this process. */
export class KindRegistry {
  readonly #definitions = new Map<string, AnyOperationDefinition>();

  static create(): KindRegistry {
    return new KindRegistry();
  }

  private constructor() {}

  /** Throws where the name is taken, or is none. */
  add(definition: AnyOperationDefinition): void {
    const { kind, phases } = definition;
    if (!kindRule.test(kind)) {
      throw new Error(
        `'${kind}' is not the name of a kind of operation: expected lowercase letters and hyphens`,
      );
    }
    if (this.#definitions.has(kind)) {
      throw new ConflictError(
        `There are two kinds of operation with the name '${kind}'`,
      );
    }
    if (new Set(phases.map(({ name }) => name)).size !== phases.length) {
      throw new ConflictError(`Two phases of '${kind}' have the same name`);
    }
    this.#definitions.set(kind, definition);
  }

  list(): AnyOperationDefinition[] {
    return [...this.#definitions.values()];
  }

  find(kind: string): AnyOperationDefinition | undefined {
    return this.#definitions.get(kind);
  }

  /** Throws a `NotFoundError` that names the known kinds. */
  get(kind: string): AnyOperationDefinition {
    const definition = this.#definitions.get(kind);
    if (!definition) {
      const known = [...this.#definitions.keys()].join(', ') || 'none';
      throw new NotFoundError(
        `There is no kind of operation '${kind}'. Known kinds: ${known}`,
      );
    }
    return definition;
  }

  /** The phases of an operation, in the version that it was asked for in; `undefined` where they are not known here. */
  phasesOf({
    kind,
    version,
    undoes,
  }: Pick<OperationRow, 'kind' | 'version' | 'undoes'>):
    | readonly OperationPhase<JsonObject, JsonObject>[]
    | undefined {
    const definition = this.#definitions.get(kind);
    const way = undoes ? definition?.undo : definition;
    return definition?.version === version
      ? way?.phases
      : way?.earlierPhases?.[version];
  }

  /** What this process can run, as `kind@version` and `kind@version/undo`. */
  runnable(): string[] {
    return this.list().flatMap(({ kind, version, earlierPhases, undo }) => [
      ...[version, ...Object.keys(earlierPhases ?? {})].map(
        known => `${kind}@${known}`,
      ),
      ...(undo
        ? [version, ...Object.keys(undo.earlierPhases ?? {})].map(
            known => `${kind}@${known}/undo`,
          )
        : []),
    ]);
  }
}
