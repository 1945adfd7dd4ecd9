import { InputError } from '@backstage/errors';
import type { ParsedOperationsQuery } from '@golden-path/plugin-operations-common';
import type { Knex } from 'knex';
import { z } from 'zod/v3';

/** Where a page begins: after this operation. */
interface Position {
  readonly requestedAt: string;
  readonly id: string;
}

const positionSchema = z.tuple([z.string().datetime(), z.string().uuid()]);

/** What a page of ids is asked for. */
export interface IdsQuery
  extends Pick<
    ParsedOperationsQuery,
    | 'entityRef'
    | 'kind'
    | 'status'
    | 'environment'
    | 'requestedBy'
    | 'text'
    | 'limit'
    | 'cursor'
  > {
  /** Only what waits for one of these groups and people, and was not asked for by the person. */
  readonly decidableBy?: {
    readonly userRef: string;
    readonly refs: readonly string[];
  };
}

/** An operation and where the page after it begins. */
export interface ListedId {
  readonly id: string;
  readonly cursor: string;
}

/** Finds operations, the latest first. */
export class OperationsList {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): OperationsList {
    return new OperationsList(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** A page of ids. Whether the caller may see them is not asked here. */
  async page(query: IdsQuery): Promise<ListedId[]> {
    const found = this.#knex('operations')
      .select('id', 'requested_at')
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(query.limit);
    applyFilters(found, query);
    if (query.cursor) {
      const { requestedAt, id } = readCursor(query.cursor);
      found.whereRaw('(requested_at, id) < (?::timestamptz, ?::uuid)', [
        requestedAt,
        id,
      ]);
    }
    const rows: { id: string; requested_at: Date }[] = await found;
    return rows.map(({ id, requested_at }) => ({
      id,
      cursor: writeCursor({ requestedAt: requested_at.toISOString(), id }),
    }));
  }
}

function applyFilters(found: Knex.QueryBuilder, query: IdsQuery): void {
  const columns = {
    entity_ref: query.entityRef,
    kind: query.kind,
    status: query.status,
    environment: query.environment,
    requested_by: query.requestedBy,
  };
  for (const [column, values] of Object.entries(columns)) {
    if (values.length > 0) {
      found.whereIn(column, [...values]);
    }
  }
  if (query.text) {
    const pattern = `%${query.text.replace(/[\\%_]/g, '\\$&')}%`;
    found.where(either =>
      either
        .whereILike('title', pattern)
        .orWhereILike('entity_ref', pattern)
        .orWhereRaw(`target->>'title' ilike ?`, [pattern]),
    );
  }
  if (query.decidableBy) {
    const { userRef, refs } = query.decidableBy;
    found
      .where({ status: 'waiting' })
      .whereNot({ requested_by: userRef })
      .whereRaw(
        `exists (
           select 1
           from jsonb_array_elements(plan->'approvals') approval,
             jsonb_array_elements_text(approval->'approvers') approver
           where lower(approver) = any(?)
         )`,
        [refs.map(ref => ref.toLowerCase())],
      )
      .whereRaw(
        `not exists (
           select 1 from operation_decisions d
           where d.operation_id = operations.id
             and d.round = operations.round
             and d.decided_by = ?
         )`,
        [userRef],
      );
  }
}

function writeCursor({ requestedAt, id }: Position): string {
  return Buffer.from(JSON.stringify([requestedAt, id])).toString('base64url');
}

function readCursor(cursor: string): Position {
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    const [requestedAt, id] = positionSchema.parse(JSON.parse(text));
    return { requestedAt, id };
  } catch (error) {
    throw new InputError(
      'The cursor is not one of this list. Leave it out to begin at the first page.',
      error,
    );
  }
}
