import type { KubernetesObject } from '@kubernetes/client-node';
import type { ClusterClient } from '../../cluster/ClusterClient.ts';
import {
  refreshAnnotation,
  resourcesFinalizer,
  type Application,
  type ApplicationCondition,
  type ApplicationSource,
  type OperationState,
  type SyncOperation,
} from './application.ts';
import {
  comparedStatus,
  conditionsSince,
  healthSince,
  historyWith,
  timestamp,
  type Comparison,
} from './applicationStatus.ts';
import { ApplicationWriter } from './ApplicationWriter.ts';
import { automatedSync } from './automatedSync.ts';
import { compareResources, obsoleteResources } from './comparison.ts';
import type { GitRepositories } from './GitRepositories.ts';
import type { ManifestSource, RenderedManifests } from './ManifestRenderer.ts';
import { syncApplication } from './syncApplication.ts';

/** After so long an application is compared again though nothing is known to have changed. */
const resyncAfter = 180_000;

/** A comparison, and what it was made of: where that is the same, it need not be made again. */
interface KeyedComparison extends Comparison {
  readonly key: string;
}

/** An application whose source is known and can be resolved. */
interface Subject {
  readonly application: Application;
  readonly source: ApplicationSource;
  /** The commit that its target revision stands for. */
  readonly commit: string;
}

export interface ApplicationReconcilerOptions {
  readonly client: ClusterClient;
  readonly repositories: Pick<GitRepositories, 'isKnown' | 'poll' | 'resolve'>;
  render(source: ManifestSource): Promise<RenderedManifests>;
  /** A Deployment or Rollout as the watch has it. */
  liveWorkload(reference: {
    kind: string;
    name: string;
    namespace?: string;
  }): KubernetesObject | undefined;
  projectExists(name: string): boolean;
  now(): Date;
  /** Comes when the player stops: what fails from then on says nothing about the application. */
  readonly signal: AbortSignal;
}

/** Does for an application what Argo CD's controller does: compare, sync, judge, and write the status. */
export class ApplicationReconciler {
  readonly #options: ApplicationReconcilerOptions;
  readonly #writer: ApplicationWriter;
  readonly #comparisons = new Map<string, KeyedComparison>();

  constructor(options: ApplicationReconcilerOptions) {
    this.#options = options;
    this.#writer = new ApplicationWriter(options.client);
  }

  /** One look at an application, and what follows from it. Done again and again; each time from what is there. */
  async reconcile(application: Application): Promise<void> {
    if (this.#writer.isOutdated(application)) {
      return;
    }
    if (application.metadata?.deletionTimestamp) {
      await this.#finalize(application);
      return;
    }
    const { repositories, projectExists } = this.#options;
    const { source, project } = application.spec;
    if (!source) {
      const message = 'spec.source is missing: give the application one source';
      await this.#writeError(application, 'InvalidSpecError', message);
      return;
    }
    if (!projectExists(project)) {
      const message = `application references project ${project} which does not exist`;
      await this.#writeError(application, 'InvalidSpecError', message);
      return;
    }
    if (application.metadata?.annotations?.[refreshAnnotation]) {
      await repositories.poll(source.repoURL);
      this.#comparisons.delete(application.metadata.uid ?? '');
      await this.#writer.write(
        application,
        application.status ?? {},
        'refresh',
      );
      return;
    }
    if (!repositories.isKnown(source.repoURL)) {
      return;
    }
    const head = repositories.resolve(source.repoURL, source.targetRevision);
    if (!head.commit) {
      const message = `Failed to load target state: ${head.error}`;
      await this.#writeError(application, 'ComparisonError', message);
      return;
    }
    await this.#advance({ application, source, commit: head.commit });
  }

  async #advance(subject: Subject): Promise<void> {
    const { application } = subject;
    const state = application.status?.operationState;
    // One that is still running was begun before a restart.
    const begun = state?.phase === 'Running' ? state.operation : undefined;
    const requested = application.operation ?? begun;
    if (requested) {
      await this.#sync(subject, requested);
      return;
    }
    const comparison = await this.#compare(subject);
    if (!comparison) {
      return;
    }
    const compared = await this.#writer.write(
      application,
      comparedStatus(application, comparison, this.#options),
    );
    const operation = automatedSync({
      application: compared,
      compared: comparison.resources,
      commit: subject.commit,
      now: this.#options.now(),
    });
    if (operation) {
      await this.#sync({ ...subject, application: compared }, operation);
    }
  }

  async #compare(subject: Subject): Promise<Comparison | undefined> {
    const { application, source, commit } = subject;
    const { client, render, liveWorkload, now, signal } = this.#options;
    const uid = application.metadata?.uid ?? '';
    const workloads = (application.status?.resources ?? []).map(resource => {
      const metadata = liveWorkload(resource)?.metadata;
      return [metadata?.uid, metadata?.generation];
    });
    const key = JSON.stringify([commit, application.spec, workloads]);
    const last = this.#comparisons.get(uid);
    if (
      last?.key === key &&
      now().getTime() - last.at.getTime() < resyncAfter
    ) {
      return last;
    }
    const rendered = await render({
      url: source.repoURL,
      commit,
      path: source.path ?? '.',
    }).catch((error: Error) => error);
    if (rendered instanceof Error) {
      signal.throwIfAborted();
      const message = `Failed to load target state: ${rendered.message}`;
      await this.#writeError(application, 'ComparisonError', message);
      return undefined;
    }
    const { manifests, sourceType } = rendered;
    const comparison = {
      key,
      at: now(),
      commit,
      resources: await compareResources(client, application, manifests),
      sourceType,
    };
    this.#comparisons.set(uid, comparison);
    return comparison;
  }

  async #sync(subject: Subject, operation: SyncOperation): Promise<void> {
    const { application, source } = subject;
    const { client, render, repositories, now, signal } = this.#options;
    const revision = operation.sync?.revision ?? source.targetRevision;
    const resolved = repositories.resolve(source.repoURL, revision);
    const commit = resolved.commit ?? subject.commit;
    const startedAt = timestamp(now());
    const running = await this.#writer.write(
      application,
      {
        ...application.status,
        operationState: {
          phase: 'Running',
          message: `syncing to ${commit.slice(0, 7)}`,
          operation,
          startedAt,
        },
      },
      application.operation ? 'operation' : undefined,
    );
    const outcome = await render({
      url: source.repoURL,
      commit,
      path: source.path ?? '.',
    }).then(
      rendered => syncApplication({ client, application, operation, rendered }),
      (error: Error) => ({
        phase: 'Failed' as const,
        message: error.message,
        resources: [],
      }),
    );
    signal.throwIfAborted();
    const state: OperationState = {
      phase: outcome.phase,
      message: outcome.message,
      operation,
      startedAt,
      finishedAt: timestamp(now()),
      syncResult: { revision: commit, source, resources: outcome.resources },
    };
    this.#comparisons.delete(application.metadata?.uid ?? '');
    await this.#writer.write(running, {
      ...running.status,
      operationState: state,
      history:
        outcome.phase === 'Succeeded'
          ? historyWith(running, state)
          : running.status?.history,
    });
  }

  async #writeError(
    application: Application,
    type: ApplicationCondition['type'],
    message: string,
  ): Promise<void> {
    const { now } = this.#options;
    const { sync, health, resources } = application.status ?? {};
    this.#comparisons.delete(application.metadata?.uid ?? '');
    await this.#writer.write(application, {
      ...application.status,
      sync: { ...sync, status: 'Unknown' },
      // What runs goes on running while its manifests cannot be read.
      health: resources?.length
        ? health
        : healthSince(application, { status: 'Unknown', message }, now()),
      conditions: conditionsSince(application, [{ type, message }], now()),
    });
  }

  async #finalize(application: Application): Promise<void> {
    const isOurs = (finalizer: string) =>
      finalizer === resourcesFinalizer ||
      finalizer.startsWith(`${resourcesFinalizer}/`);
    if (!application.metadata?.finalizers?.some(isOurs)) {
      return;
    }
    const { client } = this.#options;
    const owned = await obsoleteResources(client, application, []);
    for (const { reference } of owned.reverse()) {
      await client.delete(reference);
    }
    await this.#writer.removeFinalizers(application, isOurs);
  }
}
