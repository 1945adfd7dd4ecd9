import type { ClusterClient } from '../../cluster/ClusterClient.ts';
import type { EventRecorder } from '../events/EventRecorder.ts';
import type {
  Application,
  ApplicationSpec,
  DeployedRevision,
  OperationState,
  SyncOperation,
} from './application.ts';
import {
  completedEvent,
  controllerName,
  startedEvent,
} from './applicationEvents.ts';
import { deployedRevision, sourcesOf } from './applicationSources.ts';
import { historyWith, timestamp } from './applicationStatus.ts';
import type { ApplicationWriter } from './ApplicationWriter.ts';
import { endedState } from './endedState.ts';
import type { GitRepositories } from './GitRepositories.ts';
import type {
  Manifest,
  ManifestSource,
  RenderedManifests,
} from './ManifestRenderer.ts';
import { operationStep, type OperationStep } from './operationStep.ts';
import { isReplay } from './replayedSync.ts';
import { renderSources } from './renderSources.ts';
import { resourcesAfter } from './resourcesAfter.ts';
import { syncApplication, type SyncOutcome } from './syncApplication.ts';

export interface OperationRunnerOptions {
  readonly client: ClusterClient;
  readonly events: EventRecorder;
  readonly repositories: Pick<GitRepositories, 'poll' | 'resolve'>;
  readonly writer: ApplicationWriter;
  render(source: ManifestSource): Promise<RenderedManifests>;
  now(): Date;
  readonly signal: AbortSignal;
}

/** An application, and what is wrong with it in the eyes of its project. */
export interface OperationSubject {
  readonly application: Application;
  readonly problem?: string;
}

/** How an attempt went, and what it was about if that is known. */
type Attempt = Pick<SyncOutcome, 'phase' | 'message'> &
  Pick<OperationState, 'syncResult'>;

/** What an operation is about: commits, or why there are none. */
type Resolved = { readonly result: DeployedRevision } & (
  | { readonly commits: readonly string[]; readonly error?: undefined }
  | { readonly commits?: undefined; readonly error: string }
);

/** Where an operation takes its manifests from: from where it says itself, else from where the application does. */
function specFor({ spec }: Application, operation: SyncOperation) {
  const { source, sources } = operation.sync ?? {};
  const named: ApplicationSpec = { ...spec, source, sources };
  return source || sources?.length ? named : spec;
}

/** Does what is asked for in the field `operation` of an application, one step at each look. */
export class OperationRunner {
  readonly #options: OperationRunnerOptions;
  /** By the uid of the application: what was begun, without what older operations have left in the status. */
  readonly #begun = new Map<string, OperationState>();

  constructor(options: OperationRunnerOptions) {
    this.#options = options;
  }

  /** Takes the next step. Answers whether there was one. */
  async advance(subject: OperationSubject): Promise<boolean> {
    const { application } = subject;
    const step = operationStep(application, this.#options.now());
    if (step === 'none' || step === 'wait') {
      return false;
    }
    await this.#take(step, subject);
    return true;
  }

  /** Runs an operation that nobody has asked for in the application, from its beginning to its end. */
  async runAtOnce(
    application: Application,
    operation: SyncOperation,
  ): Promise<void> {
    const running = await this.#begin(application, operation);
    await this.#sync({ application: running });
  }

  async #take(
    step: Exclude<OperationStep, 'none' | 'wait'>,
    subject: OperationSubject,
  ): Promise<void> {
    const { application } = subject;
    switch (step) {
      case 'begin':
        await this.#begin(
          await this.#withoutPast(application),
          application.operation ?? {},
        );
        break;
      case 'sync':
        await this.#sync(subject);
        break;
      case 'retry':
        await this.#retry(application);
        break;
      default:
        await this.#terminate(application);
    }
  }

  /** What ran before this Argo CD was there has left nothing in the status that a real operation would meet. */
  async #withoutPast(application: Application): Promise<Application> {
    const { operation, status } = application;
    const before = status?.operationState?.operation;
    return operation && before && isReplay(before)
      ? this.#options.writer.request(application, operation)
      : application;
  }

  #stateOf({ metadata, status }: Application): OperationState {
    const written = status?.operationState;
    const begun = this.#begun.get(metadata?.uid ?? '');
    const state = begun?.startedAt === written?.startedAt ? begun : written;
    if (!state) {
      throw new Error(
        `${metadata?.name} has no operation that could be continued`,
      );
    }
    return state;
  }

  async #begin(
    application: Application,
    operation: SyncOperation,
  ): Promise<Application> {
    const { events, writer, now } = this.#options;
    const begun: OperationState = {
      phase: 'Running',
      operation,
      startedAt: timestamp(now()),
    };
    this.#begun.set(application.metadata?.uid ?? '', begun);
    const running = await writer.writeOperation(application, begun);
    const target = await this.#resolve(application, operation);
    const { event, component } = startedEvent(begun, target.commits ?? []);
    await events.record(application, event, component);
    return running;
  }

  async #retry(application: Application): Promise<void> {
    const {
      finishedAt: _,
      syncResult: __,
      ...state
    } = this.#stateOf(application);
    const again: OperationState = {
      ...state,
      message: `Retrying operation. Attempt #${state.retryCount}`,
    };
    this.#begun.set(application.metadata?.uid ?? '', again);
    await this.#options.writer.writeOperation(application, again);
  }

  async #terminate(application: Application): Promise<void> {
    const state = this.#stateOf(application);
    const target = await this.#resolve(application, state.operation);
    await this.#end(application, state, {
      phase: 'Failed',
      message: 'Operation terminated',
      syncResult: target.result,
    });
  }

  async #sync({ application, problem }: OperationSubject): Promise<void> {
    const state = this.#stateOf(application);
    const attempt = await this.#attempt(application, state.operation, problem);
    this.#options.signal.throwIfAborted();
    await this.#end(application, state, attempt);
  }

  async #attempt(
    application: Application,
    operation: SyncOperation,
    problem?: string,
  ): Promise<Attempt> {
    if (!operation.sync) {
      const message = 'Invalid operation request: no operation specified';
      return { phase: 'Error', message };
    }
    const { commits, error, result } = await this.#resolve(
      application,
      operation,
    );
    const failed = (message: string): Attempt => ({
      phase: 'Error',
      message,
      syncResult: result,
    });
    if (problem) {
      return failed(`InvalidSpecError: ${problem}`);
    }
    const rendered = commits
      ? await this.#render(application, operation, commits)
      : error;
    if (typeof rendered === 'string') {
      return failed(
        `ComparisonError: Failed to load target state: ${rendered}`,
      );
    }
    const { resources, ...outcome } = await syncApplication({
      client: this.#options.client,
      application,
      operation,
      manifests: rendered,
    });
    return { ...outcome, syncResult: { ...result, resources } };
  }

  /** The manifests, or why they cannot be read. */
  async #render(
    application: Application,
    operation: SyncOperation,
    commits: readonly string[],
  ): Promise<readonly Manifest[] | string> {
    const sources = sourcesOf(specFor(application, operation));
    return renderSources(this.#options.render, { sources, commits }).then(
      ({ manifests }) => manifests,
      (error: Error) => error.message,
    );
  }

  async #end(
    application: Application,
    state: OperationState,
    attempt: Attempt,
  ): Promise<void> {
    const { events, writer, now } = this.#options;
    const isTerminated =
      application.status?.operationState?.phase === 'Terminating';
    const ended = endedState(
      { ...state, ...attempt },
      { now: now(), isTerminated },
    );
    const uid = application.metadata?.uid ?? '';
    if (ended.phase === 'Running') {
      this.#begun.set(uid, ended);
      await writer.writeOperation(application, ended);
      return;
    }
    this.#begun.delete(uid);
    const written = await writer.writeOperation(application, ended, {
      history: historyWith(application, ended),
      resources: resourcesAfter(application, ended),
    });
    await events.record(written, completedEvent(ended), controllerName);
  }

  /** The commits that an operation is about. Only what a person asks for looks into Git anew. */
  async #resolve(
    application: Application,
    operation: SyncOperation,
  ): Promise<Resolved> {
    const { repositories } = this.#options;
    const { revision, revisions } = operation.sync ?? {};
    const isAsked = !operation.initiatedBy?.automated && !isReplay(operation);
    const spec = specFor(application, operation);
    const sources = sourcesOf(spec);
    const wanted = sources.map(
      ({ targetRevision }, index) =>
        revisions?.[index] || revision || targetRevision || 'HEAD',
    );
    const commits: string[] = [];
    for (const [index, { repoURL }] of sources.entries()) {
      if (isAsked) {
        await repositories.poll(repoURL);
      }
      const found = repositories.resolve(repoURL, wanted[index]);
      if (found.error !== undefined) {
        const { error } = found;
        return { error, result: deployedRevision(spec, wanted) };
      }
      commits.push(found.commit);
    }
    return { commits, result: deployedRevision(spec, commits) };
  }
}
