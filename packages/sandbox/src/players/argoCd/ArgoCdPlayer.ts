import { mkdir, rm } from 'node:fs/promises';
import type { KubeConfig, KubernetesObject } from '@kubernetes/client-node';
import { ClusterClient } from '../../cluster/ClusterClient.ts';
import { resources } from '../../cluster/resources.ts';
import type { EventRecorder } from '../events/EventRecorder.ts';
import { forEach } from '../forEach.ts';
import { repeat } from '../repeat.ts';
import { WatchedObjects } from '../WatchedObjects.ts';
import { applicationResource, type Application } from './application.ts';
import { ApplicationReconciler } from './ApplicationReconciler.ts';
import {
  ApplicationSetPlayer,
  type ApplicationSet,
} from './ApplicationSetPlayer.ts';
import { sourcesOf } from './applicationSources.ts';
import { GitRepositories } from './GitRepositories.ts';
import { ManifestRenderer } from './ManifestRenderer.ts';
import type { Project } from './projectRules.ts';

/** The namespace that Argo CD watches. */
const argoCdNamespace = 'argocd';

const lookMilliseconds = 1000;
const pollMilliseconds = 5000;
/** How many git and kustomize processes run side by side. */
const parallel = 3;

export interface ArgoCdPlayerOptions {
  readonly kubeConfig: KubeConfig;
  readonly kubectl: string;
  readonly gitHub: { readonly url: string; readonly token: string };
  /** Where copies of the repositories are kept; emptied at the start. */
  readonly directory: string;
  readonly workloads: Readonly<
    Record<string, WatchedObjects<KubernetesObject>>
  >;
  readonly events: EventRecorder;
  /** Which Applications and ApplicationSets are its own: all, unless several players share a cluster. */
  handles?(name: string): boolean;
  /** What the pods of a workload run. */
  podImages(workload: KubernetesObject): readonly string[];
  readonly signal: AbortSignal;
  log(message: string): void;
}

/** Plays Argo CD: follows the Applications and their repositories, and syncs the one with the other. */
export class ArgoCdPlayer {
  readonly #options: ArgoCdPlayerOptions;
  readonly #repositories: GitRepositories;
  readonly #applications: WatchedObjects<Application>;
  readonly #projects: WatchedObjects<Project>;
  readonly #applicationSets: WatchedObjects<ApplicationSet>;
  readonly #applicationSetPlayer: ApplicationSetPlayer;
  readonly #reconciler: ApplicationReconciler;
  readonly #loops: readonly Promise<void>[];

  static async start(options: ArgoCdPlayerOptions): Promise<ArgoCdPlayer> {
    await rm(options.directory, { recursive: true, force: true });
    await mkdir(options.directory, { recursive: true });
    return new ArgoCdPlayer(options);
  }

  private constructor(options: ArgoCdPlayerOptions) {
    const { kubeConfig, kubectl, workloads, signal, log } = options;
    this.#options = options;
    const client = new ClusterClient(kubeConfig);
    const repositories = new GitRepositories(options);
    const renderer = new ManifestRenderer({ repositories, kubectl, signal });
    const watch = { kubeConfig, client, namespace: argoCdNamespace };
    this.#repositories = repositories;
    this.#applications = new WatchedObjects({
      ...watch,
      resource: applicationResource,
    });
    this.#projects = new WatchedObjects({
      ...watch,
      resource: { ...applicationResource, plural: 'appprojects' },
    });
    this.#applicationSets = new WatchedObjects({
      ...watch,
      resource: resources.applicationSets,
    });
    this.#applicationSetPlayer = new ApplicationSetPlayer(client);
    this.#reconciler = new ApplicationReconciler({
      client,
      events: options.events,
      repositories,
      render: source => renderer.render(source),
      forgetManifests: (url, path) => renderer.forget(url, path),
      liveWorkload: ({ kind, name, namespace = '' }) =>
        workloads[kind]?.get(name, namespace),
      podImages: options.podImages,
      project: name => this.#projects.get(name, argoCdNamespace),
      now: () => new Date(),
      signal,
    });
    const onError = (error: unknown) => log(`Argo CD player: ${error}`);
    this.#loops = [
      repeat(() => this.#poll(), {
        milliseconds: pollMilliseconds,
        signal,
        onError,
      }),
      repeat(() => this.#look(), {
        milliseconds: lookMilliseconds,
        signal,
        onError,
      }),
    ];
  }

  /** What is known of the repositories of all applications, asked again every few seconds. */
  get repositories(): GitRepositories {
    return this.#repositories;
  }

  /** Ends when all that was begun has ended; the signal of the options must have come before. */
  async stop(): Promise<void> {
    await Promise.all([
      this.#applications.stop(),
      this.#projects.stop(),
      this.#applicationSets.stop(),
    ]);
    await Promise.all(this.#loops);
    await rm(this.#options.directory, { recursive: true, force: true });
  }

  #ownOf<T extends KubernetesObject>(watched: WatchedObjects<T>): readonly T[] {
    const { handles } = this.#options;
    const all = watched.list();
    return handles
      ? all.filter(({ metadata }) => handles(metadata?.name ?? ''))
      : all;
  }

  async #poll(): Promise<void> {
    const urls = this.#ownOf(this.#applications)
      .flatMap(({ spec }) => sourcesOf(spec))
      .map(({ repoURL }) => repoURL);
    await forEach(new Set(urls), parallel, url => this.#repositories.poll(url));
  }

  async #look(): Promise<void> {
    const watched = [
      this.#applications,
      this.#projects,
      this.#applicationSets,
      ...Object.values(this.#options.workloads),
    ];
    if (!watched.every(({ isReady }) => isReady)) {
      return;
    }
    const applications = this.#ownOf(this.#applications);
    await this.#applicationSetPlayer.look(
      this.#ownOf(this.#applicationSets),
      applications,
    );
    await forEach(applications, parallel, async application => {
      for (const { repoURL } of sourcesOf(application.spec)) {
        if (!this.#repositories.isKnown(repoURL)) {
          await this.#repositories.poll(repoURL);
        }
      }
      await this.#reconciler.reconcile(application);
    });
  }
}
