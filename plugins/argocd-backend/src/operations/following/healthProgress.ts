import type {
  DeployedImage,
  HealthStatusName,
} from '@golden-path/plugin-argocd-common';
import type { LiveApplication } from '../../client/LiveApplication';
import { imageReference } from '../overlay/describeImage';
import type { Progress } from './Progress';

/** What {@link healthProgress} looks at. */
export interface HealthSituation {
  readonly application: Pick<
    LiveApplication['application'],
    'health' | 'images'
  >;
  /** What is to run. */
  readonly wanted: readonly DeployedImage[];
  /** How long the health has been the same, as far as it was watched. */
  readonly unchangedMilliseconds: number;
  /** What people call it. */
  readonly version: string;
}

/** What was degraded before the new version came may be so for a moment longer. */
const graceMilliseconds = 120_000;

/** What runs no pod at the moment, such as a job by schedule, never shows its image. */
const withoutPodsMilliseconds = 60_000;

const words: Readonly<Record<HealthStatusName, string>> = {
  Healthy: 'Healthy',
  Progressing: 'It is coming up.',
  Suspended: 'It is paused.',
  Degraded: 'It does not work yet.',
  Missing: 'It is not in the cluster yet.',
  Unknown: 'Argo CD does not know yet how it is.',
};

/** Whether what was deployed runs and works. */
export function healthProgress(situation: HealthSituation): Progress {
  const { application, wanted, unchangedMilliseconds, version } = situation;
  const { status, message } = application.health;
  if (status === 'Healthy') {
    const runs = wanted.every(image => isRunning(image, application.images));
    return runs || unchangedMilliseconds >= withoutPodsMilliseconds
      ? { type: 'done', message: `${version} runs, and it is healthy.` }
      : { type: 'waiting', message: `Waits for pods of ${version}.` };
  }
  if (status === 'Degraded' && unchangedMilliseconds >= graceMilliseconds) {
    return { type: 'failed', message: message ?? words[status] };
  }
  return { type: 'waiting', message: words[status] };
}

function isRunning(
  wanted: DeployedImage,
  running: readonly DeployedImage[],
): boolean {
  const reference = imageReference(wanted);
  return running.some(image => imageReference(image) === reference);
}
