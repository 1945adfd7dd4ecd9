import { mkdir, rm } from 'node:fs/promises';
import type { KubeConfig, KubernetesObject } from '@kubernetes/client-node';
import { ClusterClient } from '../../cluster/ClusterClient.ts';
import { repeat } from '../repeat.ts';
import { watchObjects, type WatchedObjects } from '../watchObjects.ts';
import { applicationResource, type Application } from './application.ts';
import { ApplicationReconciler } from './ApplicationReconciler.ts';
import { GitRepositories } from './GitRepositories.ts';
import { ManifestRenderer } from './ManifestRenderer.ts';

/** The namespace that Argo CD watches. */
export const argoCdNamespace = 'argocd';

const lookMilliseconds = 1000;
const pollMilliseconds = 3000;
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
  readonly signal: AbortSignal;
  log(message: string): void;
}

/** Does something for each item, a few at a time, in their order. */
async function forEach<T>(
  items: Iterable<T>,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (let next = iterator.next(); !next.done; next = iterator.next()) {
        await action(next.value);
      }
    }),
  );
}

/** Plays Argo CD: follows the Applications and their repositories, and syncs the one with the other. */
export async function startArgoCdPlayer(
  options: ArgoCdPlayerOptions,
): Promise<{ stop(): Promise<void> }> {
  const { kubeConfig, directory, gitHub, kubectl, signal, log } = options;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const client = new ClusterClient(kubeConfig);
  const repositories = new GitRepositories({ directory, gitHub, signal });
  const renderer = new ManifestRenderer({ repositories, kubectl, signal });
  const watch = { kubeConfig, client, namespace: argoCdNamespace };
  const applications = watchObjects<Application>({
    ...watch,
    resource: applicationResource,
  });
  const projects = watchObjects({
    ...watch,
    resource: { ...applicationResource, plural: 'appprojects' },
  });
  const reconciler = new ApplicationReconciler({
    client,
    repositories,
    render: source => renderer.render(source),
    liveWorkload: ({ kind, name, namespace = '' }) =>
      options.workloads[kind]?.get(name, namespace),
    projectExists: name => Boolean(projects.get(name, argoCdNamespace)),
    now: () => new Date(),
    signal,
  });
  const sourceUrls = () =>
    new Set(
      applications.list().flatMap(({ spec }) => spec.source?.repoURL ?? []),
    );
  const onError = (error: unknown) => log(`Argo CD player: ${error}`);

  const polls = repeat(
    () => forEach(sourceUrls(), url => repositories.poll(url)),
    {
      milliseconds: pollMilliseconds,
      signal,
      onError,
    },
  );
  const looks = repeat(
    async () => {
      const watched = [
        applications,
        projects,
        ...Object.values(options.workloads),
      ];
      if (!watched.every(objects => objects.isReady())) {
        return;
      }
      const failures: unknown[] = [];
      await forEach(applications.list(), async application => {
        const url = application.spec.source?.repoURL;
        if (url && !repositories.isKnown(url)) {
          await repositories.poll(url);
        }
        await reconciler
          .reconcile(application)
          .catch(error => failures.push(error));
      });
      if (failures.length) {
        throw failures[0];
      }
    },
    { milliseconds: lookMilliseconds, signal, onError },
  );
  return {
    async stop() {
      await Promise.all([applications.stop(), projects.stop()]);
      await Promise.all([polls, looks]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
