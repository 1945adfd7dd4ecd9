import { ResponseError } from '@backstage/errors';
import type { OperationsApi, OperationsRequestOptions } from './OperationsApi';
import { readOperationStream } from './readOperationStream';
import { planSchema, type Plan } from './planSchema';
import type {
  ChangeRequest,
  DecisionRequest,
  OperationRequest,
  OperationsQuery,
  PlanRequest,
  UndoRequest,
} from './requestSchema';
import {
  kindsResponseSchema,
  operationSchema,
  operationsResponseSchema,
  type KindsResponse,
  type Operation,
  type OperationsResponse,
} from './schema';

/** What {@link OperationsClient} needs; the Backstage APIs of the same names fit, in the browser and in Node. */
export interface OperationsClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

interface Call extends OperationsRequestOptions {
  readonly body?: unknown;
}

/** Calls the operations backend and checks its answers against the contract. */
export class OperationsClient implements OperationsApi {
  readonly #options: OperationsClientOptions;

  constructor(options: OperationsClientOptions) {
    this.#options = options;
  }

  /** {@inheritDoc OperationsApi.listKinds} */
  async listKinds(options?: OperationsRequestOptions): Promise<KindsResponse> {
    return kindsResponseSchema.parse(await this.#read('/v1/kinds', options));
  }

  /** {@inheritDoc OperationsApi.plan} */
  async plan(
    body: PlanRequest,
    options?: OperationsRequestOptions,
  ): Promise<Plan> {
    return planSchema.parse(
      await this.#read('/v1/plans', { ...options, body }),
    );
  }

  /** {@inheritDoc OperationsApi.run} */
  async run(
    body: OperationRequest,
    options?: OperationsRequestOptions,
  ): Promise<Operation> {
    return this.#operation('/v1/operations', { ...options, body });
  }

  /** {@inheritDoc OperationsApi.list} */
  async list(
    query: OperationsQuery = {},
    options?: OperationsRequestOptions,
  ): Promise<OperationsResponse> {
    const parameters = Object.entries(query).flatMap(([key, value]) =>
      [value]
        .flat()
        .filter(part => part !== undefined && part !== '' && part !== false)
        .map(part => [key, String(part)]),
    );
    return operationsResponseSchema.parse(
      await this.#read(
        `/v1/operations?${new URLSearchParams(parameters)}`,
        options,
      ),
    );
  }

  /** {@inheritDoc OperationsApi.get} */
  async get(id: string, options?: OperationsRequestOptions) {
    return this.#operation(pathOf(id), options);
  }

  /** {@inheritDoc OperationsApi.follow} */
  async *follow(
    id: string,
    options?: OperationsRequestOptions,
  ): AsyncGenerator<Operation, void, undefined> {
    const response = await this.#fetch(`${pathOf(id)}/events`, options);
    yield* readOperationStream(response);
  }

  /** {@inheritDoc OperationsApi.decide} */
  async decide(
    id: string,
    body: DecisionRequest,
    options?: OperationsRequestOptions,
  ): Promise<Operation> {
    return this.#operation(`${pathOf(id)}/decisions`, { ...options, body });
  }

  /** {@inheritDoc OperationsApi.cancel} */
  async cancel(
    id: string,
    body: ChangeRequest = {},
    options?: OperationsRequestOptions,
  ): Promise<Operation> {
    return this.#operation(`${pathOf(id)}/cancel`, { ...options, body });
  }

  /** {@inheritDoc OperationsApi.retry} */
  async retry(
    id: string,
    body: ChangeRequest = {},
    options?: OperationsRequestOptions,
  ): Promise<Operation> {
    return this.#operation(`${pathOf(id)}/retry`, { ...options, body });
  }

  /** {@inheritDoc OperationsApi.planUndo} */
  async planUndo(
    id: string,
    options?: OperationsRequestOptions,
  ): Promise<Plan> {
    return planSchema.parse(
      await this.#read(`${pathOf(id)}/undo/plan`, { ...options, body: {} }),
    );
  }

  /** {@inheritDoc OperationsApi.undo} */
  async undo(
    id: string,
    body: UndoRequest,
    options?: OperationsRequestOptions,
  ): Promise<Operation> {
    return this.#operation(`${pathOf(id)}/undo`, { ...options, body });
  }

  async #operation(path: string, call?: Call): Promise<Operation> {
    return operationSchema.parse(await this.#read(path, call));
  }

  async #read(path: string, call?: Call): Promise<unknown> {
    return (await this.#fetch(path, call)).json();
  }

  async #fetch(path: string, call: Call = {}): Promise<Response> {
    const { body, token, signal } = call;
    const baseUrl = await this.#options.discoveryApi.getBaseUrl('operations');
    const response = await this.#options.fetchApi.fetch(`${baseUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function pathOf(id: string): string {
  return `/v1/operations/${encodeURIComponent(id)}`;
}
