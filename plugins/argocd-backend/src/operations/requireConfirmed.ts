import { NotAllowedError } from '@backstage/errors';
import type { ApplicationTarget } from './ApplicationTarget';

/**
 * Refuses an application that does not agree that it belongs to the entity, before anything else of it is read: who only
 * claims an application learns nothing about it from a plan.
 */
export function requireConfirmed({
  target,
  confirmation,
}: Pick<ApplicationTarget, 'target' | 'confirmation'>): void {
  if (!confirmation.confirmed) {
    throw new NotAllowedError(
      `${target.title} may not be changed from here. ${confirmation.reason}`,
    );
  }
}
