import type { Application } from './application.ts';

/** Whether an application follows Git by itself. */
export function isAutomated({ spec }: Pick<Application, 'spec'>): boolean {
  const automated = spec.syncPolicy?.automated;
  return automated !== undefined && automated.enabled !== false;
}
