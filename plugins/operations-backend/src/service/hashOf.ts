import type { JsonObject } from '@backstage/types';
import { createHash } from 'node:crypto';
import { configure } from 'safe-stable-stringify';

const stringify = configure({ deterministic: true });

/** Stands for a value: the same for the same content, whatever the order of its keys. */
export function hashOf(value: JsonObject): string {
  return createHash('sha256')
    .update(stringify(value) ?? '')
    .digest('base64url');
}
