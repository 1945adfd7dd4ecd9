import { InputError } from '@backstage/errors';
import type { ParsedFleetQuery } from '@golden-path/plugin-argocd-common';
import { z } from 'zod/v3';
import { compareText } from './compareText';
import type { FleetRow } from './FleetRow';

// The last row of a page: what is behind it is known even when that row is gone.
const positionSchema = z.strictObject({
  orderBy: z.enum(['name', 'attention']),
  attentionRank: z.number().int(),
  entityRef: z.string(),
  promotionRank: z.number().int(),
  application: z.string(),
  instance: z.string(),
  namespace: z.string(),
});

/** A place in the fleet. */
export type FleetPosition = z.infer<typeof positionSchema>;

type FleetOrder = ParsedFleetQuery['orderBy'];

/** The place of a row. */
export function positionOf(row: FleetRow, orderBy: FleetOrder): FleetPosition {
  return {
    orderBy,
    attentionRank: row.attentionRank,
    entityRef: row.entity.entityRef,
    promotionRank: row.promotionRank,
    application: row.application.name,
    instance: row.instance,
    namespace: row.application.namespace,
  };
}

/** Whether a place comes before or after another one of the same order. */
export function comparePositions(
  left: FleetPosition,
  right: FleetPosition,
): number {
  const byAttention =
    left.orderBy === 'attention' ? right.attentionRank - left.attentionRank : 0;
  return (
    byAttention ||
    compareText(left.entityRef, right.entityRef) ||
    left.promotionRank - right.promotionRank ||
    compareText(left.application, right.application) ||
    compareText(left.instance, right.instance) ||
    compareText(left.namespace, right.namespace)
  );
}

/** Makes the cursor of the page behind a place. */
export function writeCursor(position: FleetPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Reads a cursor; throws an `InputError` for anything that was not made for this order. */
export function readCursor(cursor: string, orderBy: FleetOrder): FleetPosition {
  const parsed = positionSchema.safeParse(parseJson(cursor));
  if (!parsed.success || parsed.data.orderBy !== orderBy) {
    throw new InputError(
      'The request is not valid: cursor: expected the nextCursor of a page with the same orderBy; leave it out to start again',
    );
  }
  return parsed.data;
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    // What is no JSON is refused like any other text that is no cursor.
    return undefined;
  }
}
