import type { KubernetesObject } from '@kubernetes/client-node';

interface Ingress extends KubernetesObject {
  readonly spec?: {
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: {
        readonly paths?: readonly { readonly path?: string }[];
      };
    }[];
    readonly tls?: readonly { readonly hosts?: readonly string[] }[];
  };
}

/** Where the Ingresses among some objects let people in. */
export function externalUrls(objects: readonly KubernetesObject[]): string[] {
  const urls = objects
    .filter((object): object is Ingress => object.kind === 'Ingress')
    .flatMap(({ spec }) => {
      const secured = new Set(spec?.tls?.flatMap(({ hosts = [] }) => hosts));
      return (spec?.rules ?? []).flatMap(({ host, http }) =>
        (http?.paths ?? [{}]).flatMap(({ path = '/' }) =>
          host
            ? `${secured.has(host) ? 'https' : 'http'}://${host}${path}`
            : [],
        ),
      );
    });
  return [...new Set(urls)].sort();
}
