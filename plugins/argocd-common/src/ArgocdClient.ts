import type { CompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { ArgocdApi } from './ArgocdApi';
import { deploymentDetailSchema, type DeploymentDetail } from './detailSchema';
import {
  fleetResponseSchema,
  type FleetQuery,
  type FleetResponse,
} from './fleetSchema';
import {
  deploymentsResponseSchema,
  entitiesDeploymentsResponseSchema,
  maximumEntitiesPerRequest,
  type DeploymentId,
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
    return deploymentsResponseSchema.parse(
      await this.#get(`/v1/entities/${pathOf(entityRef)}/deployments`),
    );
  }

  /** {@inheritDoc ArgocdApi.getDeployment} */
  async getDeployment(
    entityRef: CompoundEntityRef,
    { instance, namespace, name }: DeploymentId,
  ): Promise<DeploymentDetail> {
    const application = [instance, namespace, name]
      .map(encodeURIComponent)
      .join('/');
    return deploymentDetailSchema.parse(
      await this.#get(
        `/v1/entities/${pathOf(entityRef)}/deployments/${application}`,
      ),
    );
  }

  /** {@inheritDoc ArgocdApi.listDeployments} */
  async listDeployments(query: FleetQuery): Promise<FleetResponse> {
    const parameters = Object.entries(query).flatMap(([key, value]) =>
      [value]
        .flat()
        .filter(part => part !== undefined && part !== '' && part !== false)
        .map(part => [key, String(part)]),
    );
    return fleetResponseSchema.parse(
      await this.#get(`/v1/deployments?${new URLSearchParams(parameters)}`),
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
          await this.#get(`/v1/entities/deployments?${query}`),
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

function pathOf({ namespace, kind, name }: CompoundEntityRef): string {
  return [namespace, kind, name].map(encodeURIComponent).join('/');
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
