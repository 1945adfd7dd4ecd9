import type { KubernetesObject } from '@kubernetes/client-node';
import type { ClusterClient } from '../../cluster/ClusterClient.ts';
import type { EventRecorder } from '../events/EventRecorder.ts';
import { podFate } from '../workloads/podFate.ts';
import type {
  Application,
  ApplicationSource,
  OperationState,
  SyncOperation,
} from './application.ts';
import {
  completedEvent,
  controllerName,
  startedEvent,
} from './applicationEvents.ts';
import { deployedRevision } from './applicationSources.ts';
import { historyWith, timestamp } from './applicationStatus.ts';
import type { ApplicationWriter } from './ApplicationWriter.ts';
import { deploymentHistory } from './deploymentHistory.ts';
import type { GitRepositories } from './GitRepositories.ts';
import type {
  Manifest,
  ManifestSource,
  RenderedManifests,
} from './ManifestRenderer.ts';
import { resourceHealth } from './resourceHealth.ts';
import { syncApplication } from './syncApplication.ts';

/** As many as Argo CD keeps by default. */
const historyLimit = 10;
/** Marks the sync of a version that ran before the newest, so that there is one to come from. */
const replayInfo = { name: 'Reason', value: 'Ran before the newest version' };

/** An application whose sources are known and can be resolved. */
export interface SyncSubject {
  readonly application: Application;
  readonly sources: readonly ApplicationSource[];
  /** The commits that the target revisions stand for, one per source. */
  readonly commits: readonly string[];
}

export interface ApplicationSyncerOptions {
  readonly client: ClusterClient;
  readonly events: EventRecorder;
  readonly repositories: Pick<GitRepositories, 'resolve' | 'log'>;
  readonly writer: ApplicationWriter;
  render(source: ManifestSource): Promise<RenderedManifests>;
  liveWorkload(reference: {
    kind: string;
    name: string;
    namespace?: string;
  }): KubernetesObject | undefined;
  now(): Date;
  readonly signal: AbortSignal;
}

function isReplay(operation: SyncOperation): boolean {
  return Boolean(
    operation.info?.some(({ value }) => value === replayInfo.value),
  );
}

/** Whether a version is on its way for long, or never comes up: then something else must run meanwhile. */
function needsPredecessor(
  manifests: readonly Manifest[],
  namespace: string,
): boolean {
  return manifests.some(manifest => {
    const { template } = Object(Object(manifest).spec);
    return (
      manifest.kind === 'Rollout' ||
      (manifest.kind === 'Deployment' &&
        podFate(template ?? {}, namespace).kind !== 'ready')
    );
  });
}

/** Applies what Git wants, and keeps the record of it in the application. */
export class ApplicationSyncer {
  readonly #options: ApplicationSyncerOptions;

  constructor(options: ApplicationSyncerOptions) {
    this.#options = options;
  }

  /** What all sources of an application say together. */
  async render(
    subject: Pick<SyncSubject, 'sources' | 'commits'>,
  ): Promise<{ manifests: Manifest[]; sourceTypes: string[] }> {
    const manifests: Manifest[] = [];
    const sourceTypes: string[] = [];
    for (const [index, { repoURL, path = '.' }] of subject.sources.entries()) {
      const rendered = await this.#options.render({
        url: repoURL,
        commit: subject.commits[index],
        path,
      });
      manifests.push(...rendered.manifests);
      sourceTypes.push(rendered.sourceType);
    }
    return { manifests, sourceTypes };
  }

  /** Whether the version before the newest is still coming up. */
  isReplaying({ status }: Application): boolean {
    const { operation, phase, syncResult } = status?.operationState ?? {};
    if (!operation || !isReplay(operation) || phase === 'Failed') {
      return false;
    }
    return (syncResult?.resources ?? []).some(resource => {
      const { kind, name, namespace } = Object(resource);
      const live = this.#options.liveWorkload({ kind, name, namespace });
      const health = live && resourceHealth(live)?.status;
      return (
        (kind === 'Deployment' || kind === 'Rollout') &&
        health !== 'Healthy' &&
        health !== 'Degraded'
      );
    });
  }

  /**
   * At the first sight of an application whose repository has a past: takes its deployments over from Git, and where the
   * newest version needs one to come from, syncs the one before.
   */
  async replay(
    subject: SyncSubject,
  ): Promise<{ application: Application; hasSynced: boolean }> {
    const { application, sources } = subject;
    const { repositories, writer } = this.#options;
    const { history, operationState } = application.status ?? {};
    const [{ repoURL, path = '.' }] = sources;
    const isOneRepository = sources.every(one => one.repoURL === repoURL);
    const unchanged = { application, hasSynced: false };
    if (history || operationState || !isOneRepository) {
      return unchanged;
    }
    const wanted = application.operation?.sync?.revision;
    const resolved = wanted
      ? repositories.resolve(repoURL, wanted).commit
      : undefined;
    const commit = resolved ?? subject.commits[0];
    const log = await repositories
      .log({ url: repoURL, commit, path, limit: historyLimit })
      .catch(() => []);
    const replayed = deploymentHistory(application, log);
    const last = log.at(1);
    if (!last) {
      return unchanged;
    }
    const { status = {}, spec } = application;
    const known = await writer.write(application, {
      ...status,
      history: replayed,
    });
    const commits = sources.map(() => commit);
    const { manifests } = await this.render({ sources, commits });
    if (!needsPredecessor(manifests, spec.destination.namespace ?? '')) {
      return { application: known, hasSynced: false };
    }
    const { initiatedBy = {} } = replayed.at(-1) ?? {};
    await this.sync(
      { ...subject, application: known },
      {
        initiatedBy,
        info: [replayInfo],
        sync: { revisions: sources.map(() => last.id) },
      },
    );
    return { application: known, hasSynced: true };
  }

  async sync(subject: SyncSubject, operation: SyncOperation): Promise<void> {
    const { application } = subject;
    const { client, events, writer, now, signal } = this.#options;
    const commits = this.#commitsOf(subject, operation);
    const startedAt = timestamp(now());
    const begun: OperationState = {
      phase: 'Running',
      message: `syncing to ${commits.map(id => id.slice(0, 7)).join(', ')}`,
      operation,
      startedAt,
    };
    const running = await writer.write(
      application,
      { ...application.status, operationState: begun },
      operation === application.operation ? 'operation' : undefined,
    );
    const { event, component } = startedEvent(begun, commits);
    await events.record(application, event, component);
    const outcome = await this.render({
      sources: subject.sources,
      commits,
    }).then(
      ({ manifests }) =>
        syncApplication({ client, application, operation, manifests }),
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
      syncResult: {
        ...deployedRevision(application.spec, commits),
        resources: outcome.resources,
      },
    };
    await writer.write(running, {
      ...running.status,
      operationState: state,
      history:
        outcome.phase === 'Succeeded' && !isReplay(operation)
          ? historyWith(running, state)
          : running.status?.history,
    });
    await events.record(application, completedEvent(state), controllerName);
  }

  #commitsOf(subject: SyncSubject, operation: SyncOperation): string[] {
    const { revision, revisions } = operation.sync ?? {};
    return subject.sources.map(({ repoURL, targetRevision }, index) => {
      const wanted = revisions?.[index] ?? revision ?? targetRevision;
      const { commit } = this.#options.repositories.resolve(repoURL, wanted);
      return commit ?? subject.commits[index];
    });
  }
}
