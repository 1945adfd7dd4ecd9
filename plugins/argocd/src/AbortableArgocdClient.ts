import {
  ArgocdClient,
  type ArgocdApi,
  type ArgocdClientOptions,
} from '@golden-path/plugin-argocd-common';

/** The backend's API as screens use it: they are left before an answer comes. */
export interface AbortableArgocdApi extends ArgocdApi {
  /** The same API, whose requests end when the signal is given. */
  abortedBy(signal: AbortSignal): ArgocdApi;
}

/** Calls the argocd backend from the browser. */
export class AbortableArgocdClient
  extends ArgocdClient
  implements AbortableArgocdApi
{
  readonly #options: ArgocdClientOptions;

  constructor(options: ArgocdClientOptions) {
    super(options);
    this.#options = options;
  }

  /** {@inheritDoc AbortableArgocdApi.abortedBy} */
  abortedBy(signal: AbortSignal): ArgocdApi {
    const { discoveryApi, fetchApi } = this.#options;
    return new ArgocdClient({
      discoveryApi,
      fetchApi: {
        fetch: (input, init) => fetchApi.fetch(input, { ...init, signal }),
      },
    });
  }
}
