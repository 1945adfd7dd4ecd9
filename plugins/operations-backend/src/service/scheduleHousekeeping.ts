import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { Housekeeping } from './Housekeeping';

/** Tidies up each minute, on one of the replicas. */
export async function scheduleHousekeeping(
  scheduler: SchedulerService,
  housekeeping: Housekeeping,
): Promise<void> {
  await scheduler.scheduleTask({
    id: 'housekeeping',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 30 },
    fn: () => housekeeping.tidy(),
  });
}
