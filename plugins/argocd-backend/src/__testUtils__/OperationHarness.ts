import { setImmediate } from 'node:timers/promises';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  AnyOperationDefinition,
  OperationPhase,
  PhaseContext,
  PlannedOperation,
} from '@golden-path/plugin-operations-node';
import { createArgocdOperations } from '../operations/createArgocdOperations';
import type { OperationServices } from '../operations/OperationServices';
import { FakeArgoCd } from './FakeArgoCd';
import { FakeRepository } from './FakeRepository';

/** The process has died. */
export class Crash extends Error {}

/** What a run came to. */
export interface Run {
  readonly outputs: Record<string, JsonValue | undefined>;
  readonly messages: Record<string, string | undefined>;
  readonly reports: string[];
}

/** An entity that is deployed by the applications of {@link OperationHarness}. */
export const ordersEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    namespace: 'default',
    annotations: {
      'argocd/app-selector': 'environment',
      'github.com/project-slug': 'acme/orders',
    },
  },
  spec: { type: 'service', owner: 'team-orders', lifecycle: 'production' },
};

/** An overlay of an environment. */
export function overlayOf(tag: string): string {
  return [
    '# The image is written by the portal.',
    'resources:',
    '  - ../../base',
    'images:',
    '  - name: ghcr.io/acme/orders',
    `    newTag: ${tag} # keep`,
    '',
  ].join('\n');
}

/** Where the overlay of an environment is. */
export function overlayPath(environment: string): string {
  return `k8s/overlays/${environment}/kustomization.yaml`;
}

/** Plans operations and runs their phases as the engine does, on fakes of GitHub and Argo CD. */
export class OperationHarness {
  readonly repository: FakeRepository;
  readonly argoCd: FakeArgoCd;
  readonly services: OperationServices;
  readonly abort = new AbortController();
  /** How many calls of `act` there were in all. */
  acts = 0;
  now = 0;
  onWait: (milliseconds: number) => void = () => {};
  #crashAt: { act: number; when: 'before' | 'after' } | undefined;

  constructor(services: Partial<OperationServices> = {}) {
    this.repository = new FakeRepository({
      [overlayPath('development')]: overlayOf('v1.9.0'),
      [overlayPath('staging')]: overlayOf('v1.8.2'),
      [overlayPath('production')]: overlayOf('v1.8.0'),
    });
    this.argoCd = new FakeArgoCd(this.repository);
    this.services = {
      applications: this.argoCd.readModel,
      writer: this.argoCd,
      repositories: this.repository,
      gitHub: {
        hosts: () => ['github.com'],
        findRepository: async () => ({
          url: 'https://github.com/acme/orders',
          empty: false,
          defaultBranch: 'main',
        }),
      },
      liveObjects: {
        get: async () => ({ children: [], events: [], sources: [] }),
      },
      rules: {
        environments: [
          { name: 'development', cluster: 'sandbox', argocd: 'main' },
          { name: 'staging', cluster: 'sandbox', argocd: 'main' },
          {
            name: 'production',
            cluster: 'sandbox',
            argocd: 'main',
            promoteFrom: 'staging',
            approval: { approvers: ['group:default/platform'], required: 1 },
          },
        ],
        ownership: [],
      },
      delivery: { default: 'commit', environments: {} },
      readOnly: false,
      now: () => this.now,
      wait: async (milliseconds, signal) => {
        this.now += milliseconds;
        this.onWait(milliseconds);
        await setImmediate();
        signal.throwIfAborted();
      },
      ...services,
    };
  }

  /** Applications of all environments: production waits for a sync. */
  static create(services: Partial<OperationServices> = {}): OperationHarness {
    const harness = new OperationHarness(services);
    harness.argoCd.add({
      name: 'orders-development',
      environment: 'development',
    });
    harness.argoCd.add({ name: 'orders-staging', environment: 'staging' });
    harness.argoCd.add({
      name: 'orders-production',
      environment: 'production',
      isAutomated: false,
    });
    return harness;
  }

  definition(kind: string): AnyOperationDefinition {
    const found = createArgocdOperations(this.services).find(
      candidate => candidate.kind === kind,
    );
    if (!found) {
      throw new Error(`There is no kind ${kind}.`);
    }
    return found;
  }

  async plan(
    kind: string,
    input: JsonObject,
    entity: Entity = ordersEntity,
  ): Promise<PlannedOperation> {
    const definition = this.definition(kind);
    return definition.plan({
      // A schema of an input describes JSON.
      input: definition.input.strict().parse(input) as JsonObject,
      subject: { type: 'entity', entity, entityRef: refOf(entity) },
      credentials: mockCredentials.user('user:default/ana'),
      signal: this.abort.signal,
    });
  }

  /** Plans, and runs all phases. */
  async run(kind: string, input: JsonObject, id = 'op-1'): Promise<Run> {
    const { details } = await this.plan(kind, input);
    const definition = this.definition(kind);
    return this.runPhases(definition.phases, {
      id,
      kind,
      input: definition.input.parse(input) as JsonObject,
      details,
    });
  }

  /** Plans to undo what was run, and runs that. */
  async planUndo(
    kind: string,
    run: { details: JsonObject; outputs: Run['outputs']; id?: string },
  ): Promise<PlannedOperation> {
    const { undo } = this.definition(kind);
    if (!undo) {
      throw new Error(`${kind} cannot be undone.`);
    }
    return undo.plan({
      operation: operationOf(run.id ?? 'op-1', kind),
      input: {},
      details: run.details,
      outputs: run.outputs,
      subject: {
        type: 'entity',
        entity: ordersEntity,
        entityRef: refOf(ordersEntity),
      },
      credentials: mockCredentials.user('user:default/ana'),
      signal: this.abort.signal,
    });
  }

  /** Runs phases, each with the outputs of those before. */
  async runPhases(
    phases: readonly OperationPhase<JsonObject, JsonObject>[],
    run: {
      id: string;
      kind: string;
      input?: JsonObject;
      details: JsonObject;
      outputs?: Run['outputs'];
      reason?: string;
    },
  ): Promise<Run> {
    const { id, kind, input = {}, details, reason } = run;
    // Stored and read back, as between two processes.
    const outputs: Run['outputs'] = { ...run.outputs };
    const messages: Run['messages'] = {};
    const reports: string[] = [];
    for (const phase of phases) {
      if (!(phase.name in outputs)) {
        const context: PhaseContext<JsonObject, JsonObject> = {
          operation: { ...operationOf(id, kind), reason },
          input: throughStorage(input),
          details: throughStorage(details),
          outputs: throughStorage(outputs),
          signal: this.abort.signal,
          logger: mockServices.logger.mock(),
          report: async message => {
            reports.push(message);
          },
          act: effect => this.#act(effect),
        };
        const result = await phase.run(context);
        outputs[phase.name] = result?.output;
        messages[phase.name] = result?.message;
      }
    }
    return { outputs, messages, reports };
  }

  /** Lets the process die at one of the next calls of `act`, counted from 1. */
  crashAt(act: number, when: 'before' | 'after'): void {
    this.acts = 0;
    this.#crashAt = { act, when };
  }

  async #act<T>(effect: () => Promise<T>): Promise<T> {
    this.acts += 1;
    const crashes = this.#crashAt?.act === this.acts;
    const when = crashes ? this.#crashAt?.when : undefined;
    if (when) {
      this.#crashAt = undefined;
    }
    if (when === 'before') {
      throw new Crash();
    }
    const result = await effect();
    if (when === 'after') {
      throw new Crash();
    }
    return result;
  }
}

function operationOf(id: string, kind: string) {
  return {
    id,
    kind,
    entityRef: 'component:default/orders',
    requestedBy: 'user:default/ana',
  };
}

function throughStorage<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

function refOf({ metadata }: Entity): string {
  return `component:default/${metadata.name}`;
}
