import { parseRepositoryUrl, type RepositorySlug } from './parseRepositoryUrl';

/**
 * The repository that the catalog read an entity from, by its annotation `backstage.io/managed-by-location`, as in
 * `url:https://github.com/acme/orders/tree/main/catalog-info.yaml`.
 *
 * The catalog writes the annotation itself and overwrites what users wrote there, but it takes the address from who
 * registers it. So an address proves nothing that names one repository and lets GitHub or Backstage read another:
 *
 * - a commit: GitHub shows the commits of every fork below the address of the repository itself, and those of every pull
 *   request. The name of a branch or a tag can be given only by who may push; one that could be a commit is none here.
 * - `/projects/<a>/repos/<b>` anywhere in the path: the library that Backstage reads addresses with takes it for the
 *   repository.
 * - what other readers make something else of: `..`, escapes, a query.
 *
 * @see https://github.com/backstage/backstage/blob/master/plugins/catalog-backend/src/processing/ProcessorOutputCollector.ts
 * @see https://github.com/IonicaBizau/git-url-parse/blob/master/src/index.js
 */
export function repositoryOfLocation(
  location: string,
): RepositorySlug | undefined {
  const [, origin, owner, repo, ref, path] =
    /^url:(https?:\/\/[^/@]+)\/([^/]+)\/([^/]+)\/(?:blob|tree|raw)\/([^/]+)\/(.+)$/i.exec(
      location,
    ) ?? [];
  const isName = /^\w[\w.-]*$/.test(ref ?? '') && !/^[\da-f]{4,}$/i.test(ref);
  const isMisleading =
    /[\s\\%?#]|\/\//.test(`/${path}`) ||
    /(^|\/)\.{1,2}(\/|$)/.test(path) ||
    /(^|\/)(projects|users)\/.*\/repos\//.test(path);
  return isName && !isMisleading
    ? parseRepositoryUrl(`${origin}/${owner}/${repo}`)
    : undefined;
}
