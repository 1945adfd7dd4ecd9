import type { JsonObject } from '@backstage/types';
import { createHash } from 'node:crypto';

/**
 * Names what a step of a task wants, so that a task that is taken up again asks for nothing twice. A step that is
 * repeated for several things asks for each of them.
 */
export function operationKeyOf(
  place: { readonly taskId: string; readonly stepId: string | undefined },
  request: JsonObject,
): string {
  const { taskId, stepId = '' } = place;
  const hash = createHash('sha256')
    .update(JSON.stringify([taskId, stepId, request]))
    .digest('base64url');
  return `template-${hash}`;
}
