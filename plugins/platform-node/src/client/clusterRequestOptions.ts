import type {
  ConfigurationOptions,
  RequestContext,
  ResponseContext,
} from '@kubernetes/client-node';

/** How long one request may take before it is given up. */
const requestTimeoutMilliseconds = 10_000;

/** Options for one call of the Kubernetes client: it ends in time, and with the signal. */
export async function clusterRequestOptions(options: {
  signal?: AbortSignal;
  contentType?: string;
}): Promise<ConfigurationOptions> {
  const { Observable } = await import('@kubernetes/client-node');
  const timeout = AbortSignal.timeout(requestTimeoutMilliseconds);
  const signal = options.signal
    ? AbortSignal.any([options.signal, timeout])
    : timeout;
  return {
    middlewareMergeStrategy: 'append',
    middleware: [
      {
        pre(context: RequestContext) {
          context.setSignal(signal);
          if (options.contentType) {
            context.setHeaderParam('Content-Type', options.contentType);
          }
          return new Observable(Promise.resolve(context));
        },
        post(context: ResponseContext) {
          return new Observable(Promise.resolve(context));
        },
      },
    ],
  };
}
