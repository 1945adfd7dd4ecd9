/** What is known of where the repository of an entity is. */
export interface RepositoryHostHints {
  /** The annotation `backstage.io/source-location` of the entity, for example `url:https://github.com/acme/orders/`. */
  readonly sourceLocation?: string;
  /** `platform.repositories.host`, where golden paths make repositories. */
  readonly configuredHost?: string;
  /** The hosts of `integrations.github`. */
  readonly connectedHosts: readonly string[];
}

/**
 * The hosts on which the repository in `github.com/project-slug` may be: the one that the catalog read the entity from,
 * else the one where golden paths make repositories, else all that the portal is connected to.
 */
export function acceptedRepositoryHosts({
  sourceLocation,
  configuredHost,
  connectedHosts,
}: RepositoryHostHints): readonly string[] {
  const known = hostOfLocation(sourceLocation) ?? configuredHost;
  return known === undefined ? connectedHosts : [known];
}

function hostOfLocation(location = ''): string | undefined {
  const [type, ...rest] = location.split(':');
  const target = rest.join(':');
  const url =
    type === 'url' && URL.canParse(target) ? new URL(target) : undefined;
  return url && ['https:', 'http:'].includes(url.protocol)
    ? url.host
    : undefined;
}
