import { ResponseError } from '@backstage/errors';
import type { PlatformApi, PlatformRequestOptions } from './PlatformApi';
import {
  environmentsResponseSchema,
  nameAvailabilitySchema,
  type EnvironmentsResponse,
  type NameAvailability,
} from './schema';
import { parseServiceName } from './serviceName';

/** What the client needs from where it runs; Backstage's fetch and discovery services fit in browser and backend. */
export interface PlatformClientOptions {
  fetchApi: { fetch: typeof fetch };
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
}

/** The platform API over HTTP. Replies are parsed, so that a reply of another version fails here and not in a view. */
export class PlatformClient implements PlatformApi {
  readonly #fetchApi: PlatformClientOptions['fetchApi'];
  readonly #discoveryApi: PlatformClientOptions['discoveryApi'];

  constructor(options: PlatformClientOptions) {
    this.#fetchApi = options.fetchApi;
    this.#discoveryApi = options.discoveryApi;
  }

  async getNameAvailability(
    name: string,
    options?: PlatformRequestOptions,
  ): Promise<NameAvailability> {
    // Checked here too: `..` would end up in another path before any server could refuse it.
    const path = `/v1/names/${parseServiceName(name)}/availability`;
    return nameAvailabilitySchema.parse(await this.#get(path, options));
  }

  async listEnvironments(
    options?: PlatformRequestOptions,
  ): Promise<EnvironmentsResponse> {
    return environmentsResponseSchema.parse(
      await this.#get('/v1/environments', options),
    );
  }

  async #get(path: string, options?: PlatformRequestOptions): Promise<unknown> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('platform');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      signal: options?.signal,
      headers: options?.token
        ? { Authorization: `Bearer ${options.token}` }
        : {},
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
