import type { CompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { ArgocdApi } from './ArgocdApi';
import {
  deploymentsResponseSchema,
  entitiesDeploymentsResponseSchema,
  maximumEntitiesPerRequest,
  type DeploymentsResponse,
  type EntitiesDeploymentsResponse,
} from './schema';

/** What {@link ArgocdClient} needs; the Backstage APIs of the same names fit, in the browser and in Node. */
export interface ArgocdClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** Calls the argocd backend and checks its answers against the contract. */
export class ArgocdClient implements ArgocdApi {
  readonly #options: ArgocdClientOptions;

  constructor(options: ArgocdClientOptions) {
    this.#options = options;
  }

  /** {@inheritDoc ArgocdApi.getDeployments} */
  async getDeployments(
    entityRef: CompoundEntityRef,
  ): Promise<DeploymentsResponse> {
    const path = [entityRef.namespace, entityRef.kind, entityRef.name]
      .map(encodeURIComponent)
      .join('/');
    return deploymentsResponseSchema.parse(
      await this.#get(`/v1/entities/${path}/deployments`),
    );
  }

  /** {@inheritDoc ArgocdApi.getDeploymentsOfEntities} */
  async getDeploymentsOfEntities(
    entityRefs: string[],
  ): Promise<EntitiesDeploymentsResponse> {
    const answers = await Promise.all(
      pagesOf(entityRefs).map(async page => {
        const query = new URLSearchParams(page.map(ref => ['entityRef', ref]));
        return entitiesDeploymentsResponseSchema.parse(
          await this.#get(`/v1/deployments?${query}`),
        );
      }),
    );
    return {
      items: answers.flatMap(answer => answer.items),
      sources: answers.at(-1)?.sources ?? [],
    };
  }

  async #get(path: string): Promise<unknown> {
    const baseUrl = await this.#options.discoveryApi.getBaseUrl('argocd');
    const response = await this.#options.fetchApi.fetch(`${baseUrl}${path}`);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function pagesOf(entityRefs: string[]): string[][] {
  const pages: string[][] = [];
  for (
    let start = 0;
    start < entityRefs.length;
    start += maximumEntitiesPerRequest
  ) {
    pages.push(entityRefs.slice(start, start + maximumEntitiesPerRequest));
  }
  return pages;
}
