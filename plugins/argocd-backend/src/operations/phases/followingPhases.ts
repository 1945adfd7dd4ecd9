import { ConflictError } from '@backstage/errors';
import type {
  OperationPhase,
  PhaseContext,
} from '@golden-path/plugin-operations-node';
import { rolloutsIn } from '../../client/watchApplications';
import { isOwnOperation } from '../../client/foreignOperation';
import type { LiveApplication } from '../../client/LiveApplication';
import type { DeliveryDetails } from '../DeliveryDetails';
import { describeFailure } from '../following/describeFailure';
import { followApplication } from '../following/followApplication';
import { healthProgress } from '../following/healthProgress';
import type { Progress } from '../following/Progress';
import { rolloutProgress } from '../following/rolloutProgress';
import { syncProgress } from '../following/syncProgress';
import { WrittenRevision } from '../following/WrittenRevision';
import type { OperationServices } from '../OperationServices';
import { imageOf, versionOfImage } from '../overlay/describeImage';
import { writtenShaOf } from './commitOutputOf';

type Context = PhaseContext<unknown, DeliveryDetails>;
type Phase = OperationPhase<unknown, DeliveryDetails>;

const minute = 60_000;

/** How long each phase watches before it says why it was in vain; the engine would end it without a cause. */
const limits = {
  sync: 15 * minute,
  rollout: 24 * 60 * minute,
  healthy: 15 * minute,
};

function timeoutSecondsOf(phase: keyof typeof limits): number {
  return limits[phase] / 1000 + 60;
}

const notNeeded = { message: 'Not needed.' };

/** Lets Argo CD look at Git now instead of within minutes. */
export function refreshPhase({ writer }: OperationServices): Phase {
  return {
    name: 'refresh',
    title: 'Let Argo CD look',
    async run(context) {
      const { address, change } = context.details;
      if (change.type !== 'git') {
        return notNeeded;
      }
      await context.act(() =>
        writer.refresh(address, { signal: context.signal }),
      );
      return { message: 'Argo CD was asked to look at Git.' };
    },
  };
}

/** Waits for the sync of what was written, or asks for it where Argo CD does not sync by itself. */
export function syncPhase(services: OperationServices): Phase {
  return {
    name: 'sync',
    title: 'Sync',
    timeoutSeconds: timeoutSecondsOf('sync'),
    async run(context) {
      if (context.details.change.type === 'close') {
        return notNeeded;
      }
      const written = writtenRevision(services, context);
      const isWanted = isWantedBy(context, written);
      const version = versionIn(context.details);
      let isAsked = false;
      return follow(services, { context, phase: 'sync' }, async live => {
        if (!isAsked) {
          const asksNow = await request(services, context, live);
          isAsked = true;
          if (asksNow) {
            return { type: 'waiting', message: 'Asked Argo CD for a sync.' };
          }
        }
        await written?.look(revisionsIn(live, context.details));
        return syncProgress({
          live,
          sourceIndex: context.details.sourceIndex,
          isWanted,
          version,
        });
      });
    },
  };
}

/** Follows the steps by which a new version gets more and more of the traffic. */
export function rolloutPhase(services: OperationServices): Phase {
  return {
    name: 'rollout',
    title: 'Roll out',
    timeoutSeconds: timeoutSecondsOf('rollout'),
    async run(context) {
      if (context.details.change.type === 'close') {
        return notNeeded;
      }
      const written = writtenRevision(services, context);
      return follow(services, { context, phase: 'rollout' }, async live => {
        await written?.look(revisionsIn(live, context.details));
        return rolloutProgress({
          rollouts: services.applications.rolloutsOf(live.application),
          total: rolloutsIn(live.application).length,
          wanted: wantedIn(context.details),
        });
      });
    },
  };
}

/** Waits until it works. */
export function healthyPhase(services: OperationServices): Phase {
  return {
    name: 'healthy',
    title: 'Wait until it is healthy',
    timeoutSeconds: timeoutSecondsOf('healthy'),
    async run(context) {
      if (context.details.change.type === 'close') {
        return { message: 'Nothing was deployed.' };
      }
      const { now = () => performance.now() } = services;
      const written = writtenRevision(services, context);
      const version = versionIn(context.details);
      let last: string | undefined;
      let since = now();
      return follow(services, { context, phase: 'healthy' }, async live => {
        await written?.look(revisionsIn(live, context.details));
        const { application } = live;
        if (application.health.status !== last) {
          last = application.health.status;
          since = now();
        }
        return healthProgress({
          application,
          wanted: wantedIn(context.details),
          unchangedMilliseconds: now() - since,
          version,
        });
      });
    },
  };
}

async function follow(
  services: OperationServices,
  { context, phase }: { context: Context; phase: keyof typeof limits },
  check: (live: LiveApplication) => Promise<Progress>,
) {
  const message = await followApplication(services, {
    address: context.details.address,
    context,
    limitMilliseconds: limits[phase],
    check,
    explain: async failure => {
      const cause =
        failure.live &&
        (await describeFailure(
          services,
          failure.live,
          context.operation.entityRef,
        ));
      const late = failure.isLate
        ? `Not done within ${limits[phase] / minute} minutes. `
        : '';
      return new Error(
        [`${late}${failure.message}`, cause]
          .filter((part, index, all) => part && all.indexOf(part) === index)
          .join(' '),
      );
    },
  });
  return { message };
}

/**
 * Asks for what Argo CD does not do by itself; once, as the writer finds what it was asked for already.
 *
 * @returns whether it asked
 */
async function request(
  { writer }: OperationServices,
  { details, operation, outputs, act, signal }: Context,
  live: LiveApplication,
): Promise<boolean> {
  const { address, change, sourceCount } = details;
  const requester = {
    operationId: operation.id,
    requestedBy: operation.requestedBy,
  };
  if (change.type === 'argo-cd') {
    const { historyId, revision } = change;
    const isBack =
      isOwnOperation(live.operation, operation.id) ||
      (live.operation?.revisions.includes(revision) &&
        live.operation.state !== 'failed');
    if (!isBack) {
      await act(() =>
        writer.rollBack(
          address,
          { ...requester, historyId, revision },
          { signal },
        ),
      );
    }
    return !isBack;
  }
  if (live.isAutomated || isOwnOperation(live.operation, operation.id)) {
    return false;
  }
  // Which commit is meant cannot be said where there are several sources: then what each of them follows is applied.
  const revision = sourceCount === 1 ? writtenShaOf(outputs) : undefined;
  await act(() =>
    writer.sync(
      address,
      { ...requester, revision, prune: false, dryRun: false },
      { signal },
    ),
  );
  return true;
}

function writtenRevision(
  services: OperationServices,
  { details, outputs, signal }: Context,
): WrittenRevision | undefined {
  const { change, images } = details;
  const sha = writtenShaOf(outputs);
  if (change.type !== 'git') {
    return undefined;
  }
  if (sha === undefined) {
    throw new ConflictError(
      'It is not known which commit was written: look at the history of the branch.',
    );
  }
  return WrittenRevision.create({ services, change, images, sha, signal });
}

function isWantedBy(
  { details: { change } }: Context,
  written: WrittenRevision | undefined,
): (revision: string) => boolean {
  return (
    written?.isWanted ??
    (revision => change.type === 'argo-cd' && revision === change.revision)
  );
}

/** What Argo CD follows and applies. Where it syncs only when asked, it does not matter what it could apply. */
function revisionsIn(
  live: LiveApplication,
  { sourceIndex }: DeliveryDetails,
): (string | undefined)[] {
  const applied = live.operation?.isDryRun
    ? []
    : live.operation?.revisions ?? [];
  const ofSource =
    live.sources.length > 1 ? [applied[sourceIndex]] : [...applied];
  return live.isAutomated
    ? [live.sources[sourceIndex]?.revision, ...ofSource]
    : ofSource;
}

function wantedIn({ images }: DeliveryDetails) {
  return images.flatMap(({ name, to }) => (to ? [imageOf(name, to)] : []));
}

function versionIn(details: DeliveryDetails): string {
  const versions = wantedIn(details).map(
    image => versionOfImage(image) ?? image.name,
  );
  return [...new Set(versions)].join(', ') || 'the version before';
}
