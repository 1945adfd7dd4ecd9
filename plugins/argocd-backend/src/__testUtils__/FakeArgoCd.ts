import { ServiceUnavailableError } from '@backstage/errors';
import type { RolloutDetail } from '@golden-path/plugin-argocd-common';
import type { Application } from '../client/Application';
import type {
  ApplicationAddress,
  ApplicationWriter,
  RollBackRequest,
  SyncRequest,
} from '../client/ApplicationWriter';
import {
  isOwnOperation,
  refuseForeignOperation,
} from '../client/foreignOperation';
import type { LiveApplication, LiveOperation } from '../client/LiveApplication';
import { readOverlayImages } from '../operations/overlay/readOverlayImages';
import { imageOf } from '../operations/overlay/describeImage';
import { applicationOf, FakeApplications } from './FakeApplications';
import type { FakeRepository } from './FakeRepository';

/** An application that the fake runs. */
export interface FakeDeploymentOptions extends Partial<Application> {
  readonly name: string;
  readonly environment: string;
  readonly isAutomated?: boolean;
  readonly hasRollout?: boolean;
  readonly source?: Partial<LiveApplication['sources'][number]>;
}

/**
 * Argo CD, as far as operations see it: it looks at Git when it is asked to, syncs what is automated or asked for, and
 * runs what the overlay says. A test can hold it, let a sync fail, or have something else happen.
 */
export class FakeArgoCd implements ApplicationWriter {
  readonly readModel = new FakeApplications();
  readonly requests: { readonly type: string; readonly body: unknown }[] = [];
  /** What the next syncs end with. */
  syncFailure: string | undefined;
  healthAfterSync: Application['health']['status'] = 'Healthy';
  /** Answers nothing. */
  isDown = false;
  /** Leaves syncs as they were asked for. */
  isHeld = false;
  /** The steps of the rollout that follows a sync; each read shows the next one. */
  rolloutSteps: Partial<RolloutDetail>[] = [];
  readonly #live = new Map<string, LiveApplication>();
  readonly #withRollout = new Set<string>();
  readonly #repository: FakeRepository;
  #time = 0;

  constructor(repository: FakeRepository) {
    this.#repository = repository;
  }

  /** Makes an application that runs what the overlay of its environment says. */
  add(options: FakeDeploymentOptions): LiveApplication {
    const { environment, isAutomated = true, hasRollout, source } = options;
    const { source: _, isAutomated: __, ...values } = options;
    const path = `k8s/overlays/${environment}`;
    const application = applicationOf({
      labels: { environment },
      project: 'orders',
      entityRef: 'component:default/orders',
      repositoryUrls: ['https://github.com/acme/orders'],
      path,
      ...values,
    });
    const live: LiveApplication = {
      application,
      isAutomated,
      awaitsRefresh: false,
      sources: [
        {
          repositoryUrl: 'https://github.com/acme/orders',
          path,
          targetRevision: 'HEAD',
          type: 'kustomize',
          overridesImages: false,
          ...source,
        },
      ],
    };
    this.#live.set(application.name, live);
    if (hasRollout) {
      this.#withRollout.add(application.name);
    }
    this.#apply(application.name, this.#repository.head.sha);
    return this.liveOf(application.name);
  }

  liveOf(name: string): LiveApplication {
    const live = this.#live.get(name);
    if (!live) {
      throw new Error(`There is no application ${name}.`);
    }
    return live;
  }

  /** Changes an application as something else would. */
  change(
    name: string,
    {
      application,
      ...values
    }: Partial<Omit<LiveApplication, 'application'>> & {
      application?: Partial<Application>;
    },
  ): void {
    const live = this.liveOf(name);
    const changed = {
      ...live,
      ...values,
      application: { ...live.application, ...application },
    };
    this.#live.set(name, changed);
    this.readModel.set(changed.application);
  }

  /** Looks at Git. */
  look(name: string): void {
    const live = this.liveOf(name);
    const { sha } = this.#repository.head;
    const isNew = live.sources[0].revision !== sha;
    this.change(name, {
      awaitsRefresh: false,
      sources: live.sources.map(source => ({ ...source, revision: sha })),
      application: {
        sync: {
          ...live.application.sync,
          revision: sha,
          status:
            this.#imagesAt(name, sha) ===
            JSON.stringify(live.application.images)
              ? 'Synced'
              : 'OutOfSync',
        },
      },
    });
    if (isNew && live.isAutomated && !this.isHeld) {
      this.#sync(name, { automated: true, revisions: [sha] });
    }
  }

  async read({ name }: ApplicationAddress) {
    this.#answer();
    const live = this.#live.get(name);
    if (live) {
      this.#nextStep(name);
    }
    return this.#live.get(name);
  }

  async refresh({ name }: ApplicationAddress): Promise<void> {
    this.#answer();
    this.requests.push({ type: 'refresh', body: name });
    this.look(name);
  }

  async sync({ name }: ApplicationAddress, request: SyncRequest) {
    this.#answer();
    const { operation, sources } = this.liveOf(name);
    if (isOwnOperation(operation, request.operationId)) {
      return;
    }
    refuseForeignOperation(name, operation);
    this.requests.push({ type: 'sync', body: { name, ...request } });
    this.#sync(name, {
      operationId: request.operationId,
      initiatedBy: request.requestedBy,
      isDryRun: request.dryRun,
      revisions: [request.revision ?? sources[0].revision ?? ''],
    });
  }

  async rollBack({ name }: ApplicationAddress, request: RollBackRequest) {
    this.#answer();
    const { operation } = this.liveOf(name);
    if (isOwnOperation(operation, request.operationId)) {
      return;
    }
    refuseForeignOperation(name, operation);
    this.requests.push({ type: 'rollback', body: { name, ...request } });
    this.#sync(name, {
      operationId: request.operationId,
      revisions: [request.revision],
    });
  }

  async terminate({ name }: ApplicationAddress, body: { startedAt: string }) {
    this.#answer();
    this.requests.push({ type: 'terminate', body });
    const { operation } = this.liveOf(name);
    if (operation) {
      this.change(name, { operation: { ...operation, state: 'failed' } });
    }
  }

  #answer(): void {
    if (this.isDown) {
      throw new ServiceUnavailableError('Argo CD main does not answer.');
    }
  }

  #sync(name: string, request: Partial<LiveOperation>): void {
    this.#time += 1;
    const operation: LiveOperation = {
      automated: false,
      isDryRun: false,
      revisions: [],
      startedAt: new Date(this.#time * 1000).toISOString(),
      state: this.#nextState(),
      message: this.syncFailure,
      ...request,
    };
    this.change(name, { operation });
    if (operation.state === 'succeeded' && !operation.isDryRun) {
      this.#apply(name, operation.revisions[0]);
    }
  }

  #nextState(): LiveOperation['state'] {
    if (this.isHeld) {
      return 'running';
    }
    return this.syncFailure === undefined ? 'succeeded' : 'failed';
  }

  #apply(name: string, revision: string): void {
    const live = this.liveOf(name);
    const images = JSON.parse(this.#imagesAt(name, revision));
    this.change(name, {
      sources: live.sources.map(source => ({ ...source, revision })),
      application: {
        images,
        sync: { ...live.application.sync, status: 'Synced', revision },
        health: { status: this.healthAfterSync },
        resources: this.#withRollout.has(name)
          ? [
              {
                group: 'argoproj.io',
                kind: 'Rollout',
                namespace: 'orders',
                name,
                requiresPruning: false,
              },
            ]
          : [],
      },
    });
    this.#nextStep(name);
  }

  #nextStep(name: string): void {
    if (this.#withRollout.has(name)) {
      const step = this.rolloutSteps.shift();
      const last = this.readModel.rollouts.get(name)?.[0];
      this.readModel.rollouts.set(name, [
        {
          name,
          namespace: 'orders',
          strategy: 'canary',
          phase: 'Healthy',
          aborted: false,
          analyses: [],
          stepList: [],
          ...(last?.aborted ? last : {}),
          images: this.liveOf(name).application.images,
          ...step,
        },
      ]);
    }
  }

  #imagesAt(name: string, revision: string): string {
    const { path } = this.liveOf(name).sources[0];
    const file = `${path}/kustomization.yaml`;
    const content = this.#repository.contentOf(file, revision) ?? '';
    const images = readOverlayImages(content, file).map(
      ({ name: image, ...setting }) => imageOf(image, setting),
    );
    return JSON.stringify(images);
  }
}
