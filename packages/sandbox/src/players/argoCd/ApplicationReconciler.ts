import type { KubernetesObject } from '@kubernetes/client-node';
import type { ClusterClient } from '../../cluster/ClusterClient.ts';
import type { EventRecorder } from '../events/EventRecorder.ts';
import {
  refreshAnnotation,
  resourcesFinalizer,
  type Application,
  type ApplicationCondition,
} from './application.ts';
import { controllerName, statusEvents } from './applicationEvents.ts';
import { sourcesOf } from './applicationSources.ts';
import {
  comparedStatus,
  conditionsSince,
  healthSince,
  type Comparison,
} from './applicationStatus.ts';
import { ApplicationWriter } from './ApplicationWriter.ts';
import { automatedSync } from './automatedSync.ts';
import { compareResources, obsoleteResources } from './comparison.ts';
import type { GitRepositories } from './GitRepositories.ts';
import type { ManifestSource, RenderedManifests } from './ManifestRenderer.ts';
import { OperationRunner } from './OperationRunner.ts';
import { Predecessor, type SyncSubject } from './Predecessor.ts';
import { projectProblem, type Project } from './projectRules.ts';
import { renderSources } from './renderSources.ts';

/** After so long an application is compared again though nothing is known to have changed. */
const resyncAfter = 180_000;

/** A comparison, and what it was made of: where that is the same, it need not be made again. */
interface KeyedComparison extends Comparison {
  readonly key: string;
}

export interface ApplicationReconcilerOptions {
  readonly client: ClusterClient;
  readonly events: EventRecorder;
  readonly repositories: Pick<
    GitRepositories,
    'isKnown' | 'poll' | 'resolve' | 'log'
  >;
  render(source: ManifestSource): Promise<RenderedManifests>;
  /** Has a folder of a repository read anew. */
  forgetManifests(url: string, path: string): void;
  /** A Deployment or Rollout as the watch has it. */
  liveWorkload(reference: {
    kind: string;
    name: string;
    namespace?: string;
  }): KubernetesObject | undefined;
  podImages(workload: KubernetesObject): readonly string[];
  project(name: string): Project | undefined;
  now(): Date;
  /** Comes when the player stops: what fails from then on says nothing about the application. */
  readonly signal: AbortSignal;
}

/** What an application is to be: its sources and their commits, or why that is not known. */
type Target =
  | { readonly kind: 'found'; readonly subject: SyncSubject }
  | {
      readonly kind: 'wrong';
      readonly type: ApplicationCondition['type'];
      readonly message: string;
    }
  /** A repository has not been asked yet. */
  | { readonly kind: 'unknown' };

/** Does for an application what Argo CD's controller does: compare, sync, judge, and write the status. */
export class ApplicationReconciler {
  readonly #options: ApplicationReconcilerOptions;
  readonly #writer: ApplicationWriter;
  readonly #runner: OperationRunner;
  readonly #predecessor: Predecessor;
  readonly #comparisons = new Map<string, KeyedComparison>();

  constructor(options: ApplicationReconcilerOptions) {
    const writer = new ApplicationWriter(options.client);
    const runner = new OperationRunner({ ...options, writer });
    this.#options = options;
    this.#writer = writer;
    this.#runner = runner;
    this.#predecessor = new Predecessor({ ...options, writer, runner });
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
    const refresh = application.metadata?.annotations?.[refreshAnnotation];
    if (refresh !== undefined) {
      await this.#lookAnew(application, refresh);
    }
    const target = this.#targetOf(application);
    if (target.kind === 'unknown') {
      return;
    }
    if (target.kind === 'found') {
      await this.#advance(target.subject);
      return;
    }
    const { type, message } = target;
    const problem = type === 'InvalidSpecError' ? message : undefined;
    await this.#writeError(application, type, message);
    await this.#runner.advance({ application, problem });
  }

  #targetOf(application: Application): Target {
    const { repositories, project } = this.#options;
    const { spec } = application;
    const sources = sourcesOf(spec);
    const problem = sources.length
      ? projectProblem(application, project(spec.project))
      : 'spec.source.repoURL and either spec.source.path or spec.source.chart are required';
    if (problem) {
      return { kind: 'wrong', type: 'InvalidSpecError', message: problem };
    }
    if (!sources.every(({ repoURL }) => repositories.isKnown(repoURL))) {
      return { kind: 'unknown' };
    }
    const commits: string[] = [];
    for (const { repoURL, targetRevision } of sources) {
      const { commit, error } = repositories.resolve(repoURL, targetRevision);
      if (error !== undefined) {
        const message = `Failed to load target state: ${error}`;
        return { kind: 'wrong', type: 'ComparisonError', message };
      }
      commits.push(commit);
    }
    return { kind: 'found', subject: { application, sources, commits } };
  }

  async #advance(found: SyncSubject): Promise<void> {
    const { application, hasSynced } = await this.#predecessor.replay(found);
    if (hasSynced) {
      this.#forget(application);
      return;
    }
    const subject = { ...found, application };
    const isComingUp = this.#predecessor.isComingUp(application);
    const isAsked = application.metadata?.annotations?.[refreshAnnotation];
    if (!isComingUp && isAsked === undefined) {
      if (await this.#runner.advance({ application })) {
        this.#forget(application);
        return;
      }
    }
    const comparison = await this.#compare(subject);
    if (!comparison) {
      return;
    }
    const compared = await this.#writer.write(
      application,
      comparedStatus(application, comparison, this.#options),
    );
    for (const event of statusEvents(application, compared)) {
      await this.#options.events.record(application, event, controllerName);
    }
    const operation = automatedSync({
      application: compared,
      compared: comparison.resources,
      commits: subject.commits,
      now: this.#options.now(),
    });
    if (operation && !isComingUp) {
      const asked = await this.#writer.request(compared, operation);
      await this.#runner.advance({ application: asked });
    }
  }

  /** What is known of Git is out of date; of a hard refresh, also what was made of it. */
  async #lookAnew(application: Application, refresh: string): Promise<void> {
    const { repositories, forgetManifests } = this.#options;
    for (const { repoURL, path = '.' } of sourcesOf(application.spec)) {
      await repositories.poll(repoURL);
      if (refresh === 'hard') {
        forgetManifests(repoURL, path);
      }
    }
    this.#forget(application);
  }

  #forget({ metadata }: Application): void {
    this.#comparisons.delete(metadata?.uid ?? '');
  }

  async #compare(subject: SyncSubject): Promise<Comparison | undefined> {
    const { application, commits } = subject;
    const { client, liveWorkload, now, signal } = this.#options;
    const uid = application.metadata?.uid ?? '';
    const workloads = (application.status?.resources ?? []).map(resource => {
      const metadata = liveWorkload(resource)?.metadata;
      return [metadata?.uid, metadata?.generation];
    });
    const key = JSON.stringify([commits, application.spec, workloads]);
    const last = this.#comparisons.get(uid);
    if (
      last?.key === key &&
      now().getTime() - last.at.getTime() < resyncAfter
    ) {
      return last;
    }
    const rendered = await renderSources(this.#options.render, subject).catch(
      (error: Error) => error,
    );
    if (rendered instanceof Error) {
      signal.throwIfAborted();
      const message = `Failed to load target state: ${rendered.message}`;
      await this.#writeError(application, 'ComparisonError', message);
      return undefined;
    }
    const { manifests, sourceTypes } = rendered;
    const comparison = {
      key,
      at: now(),
      commits,
      resources: await compareResources(client, application, manifests),
      sourceTypes,
    };
    this.#comparisons.set(uid, comparison);
    return comparison;
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
