import {
  matchesQuery,
  type ApplicationQuery,
  type RolloutDetail,
  type Source,
} from '@golden-path/plugin-argocd-common';
import type { Application } from '../client/Application';
import type {
  ApplicationsChange,
  ApplicationsReadModel,
} from '../service/ApplicationsReadModel';

/** Makes an application of the instance `main`; what is not given is unremarkable. */
export function applicationOf(values: Partial<Application> = {}): Application {
  return {
    instance: 'main',
    name: 'orders-staging',
    namespace: 'argocd',
    project: 'orders',
    labels: {},
    cluster: 'sandbox',
    destinationNamespace: 'orders',
    repositoryUrls: [],
    sync: { status: 'Synced' },
    health: { status: 'Healthy' },
    images: [],
    operation: undefined,
    history: [],
    conditions: [],
    resources: [],
    links: { external: [] },
    ...values,
  };
}

/** A read model whose content a test sets. */
export class FakeApplications implements ApplicationsReadModel {
  source: Source = { name: 'main', status: 'live' };
  readonly rollouts = new Map<string, RolloutDetail[]>();
  readonly #applications = new Map<string, Application>();
  readonly #listeners = new Set<(change: ApplicationsChange) => void>();

  constructor(applications: Application[] = []) {
    applications.forEach(application => this.set(application));
  }

  set(application: Application): void {
    const previous = this.#applications.get(idOf(application));
    this.#applications.set(idOf(application), application);
    this.#announce(previous ? [previous, application] : [application]);
  }

  delete(application: Application): void {
    this.#applications.delete(idOf(application));
    this.#announce([application]);
  }

  find(query: ApplicationQuery): Application[] {
    return this.list().filter(application => matchesQuery(query, application));
  }

  list(): Application[] {
    return [...this.#applications.values()];
  }

  rolloutsOf({ name }: Application): RolloutDetail[] {
    return this.rollouts.get(name) ?? [];
  }

  sources(): Source[] {
    return [this.source];
  }

  subscribe(listener: (change: ApplicationsChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #announce(versions: Application[]): void {
    for (const listener of this.#listeners) {
      listener({ type: 'application', versions });
    }
  }
}

function idOf({ instance, namespace, name }: Application): string {
  return `${instance}/${namespace}/${name}`;
}
