import type { KubernetesObject } from '@kubernetes/client-node';
import { podFate } from '../workloads/podFate.ts';
import type { Application, ApplicationSource } from './application.ts';
import { revisionsOf } from './applicationSources.ts';
import type { ApplicationWriter } from './ApplicationWriter.ts';
import { deploymentHistory } from './deploymentHistory.ts';
import type { GitRepositories } from './GitRepositories.ts';
import type {
  Manifest,
  ManifestSource,
  RenderedManifests,
} from './ManifestRenderer.ts';
import type { OperationRunner } from './OperationRunner.ts';
import { renderSources } from './renderSources.ts';
import { isReplay, replayInfo } from './replayedSync.ts';
import { resourceHealth } from './resourceHealth.ts';

/** As many as Argo CD keeps by default. */
const historyLimit = 10;

/** An application whose sources are known and can be resolved. */
export interface SyncSubject {
  readonly application: Application;
  readonly sources: readonly ApplicationSource[];
  /** The commits that the target revisions stand for, one per source. */
  readonly commits: readonly string[];
}

export interface PredecessorOptions {
  readonly repositories: Pick<GitRepositories, 'resolve' | 'log'>;
  readonly writer: ApplicationWriter;
  readonly runner: OperationRunner;
  render(source: ManifestSource): Promise<RenderedManifests>;
  liveWorkload(reference: {
    kind: string;
    name: string;
    namespace?: string;
  }): KubernetesObject | undefined;
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

/** Gives a new application the past that its repository tells of. */
export class Predecessor {
  readonly #options: PredecessorOptions;

  constructor(options: PredecessorOptions) {
    this.#options = options;
  }

  /** Whether the version before the newest is still coming up. */
  isComingUp({ status }: Application): boolean {
    const { operation, phase, syncResult } = status?.operationState ?? {};
    if (!operation || !isReplay(operation) || phase !== 'Succeeded') {
      return false;
    }
    return (syncResult?.resources ?? []).some(resource => {
      const { kind, name, namespace } = resource;
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
    const { repositories, writer, runner, render } = this.#options;
    const { status = {}, spec } = application;
    const [{ repoURL, path = '.' }] = sources;
    const isOneRepository = sources.every(one => one.repoURL === repoURL);
    const unchanged = { application, hasSynced: false };
    if (status.history || status.operationState || !isOneRepository) {
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
    const known = await writer.write(application, {
      ...status,
      history: replayed,
    });
    const commits = sources.map(() => commit);
    const { manifests } = await renderSources(render, { sources, commits });
    if (!needsPredecessor(manifests, spec.destination.namespace ?? '')) {
      return { application: known, hasSynced: false };
    }
    const before = sources.map(() => last.id);
    await runner.runAtOnce(known, {
      initiatedBy: replayed.at(-1)?.initiatedBy ?? {},
      info: [replayInfo],
      sync: revisionsOf(spec, before),
    });
    return { application: known, hasSynced: true };
  }
}
