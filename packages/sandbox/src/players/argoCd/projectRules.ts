import type { KubernetesObject } from '@kubernetes/client-node';
import type { Application } from './application.ts';
import { sourcesOf } from './applicationSources.ts';

/** An Argo CD AppProject, as far as it limits applications. */
export interface Project extends KubernetesObject {
  readonly spec?: {
    readonly sourceRepos?: readonly string[];
    readonly destinations?: readonly {
      readonly server?: string;
      readonly name?: string;
      readonly namespace?: string;
    }[];
  };
}

function matches(pattern: string | undefined, value: string): boolean {
  if (pattern === undefined) {
    return false;
  }
  const expression = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${expression}$`).test(value);
}

/** Whether a list permits something: one of its patterns does, and none that begins with `!` forbids it. */
function permits(
  patterns: readonly string[],
  isMatch: (pattern: string) => boolean,
): boolean {
  const isDenial = (pattern: string) => pattern.startsWith('!');
  return (
    patterns.some(pattern => !isDenial(pattern) && isMatch(pattern)) &&
    !patterns.some(pattern => isDenial(pattern) && isMatch(pattern.slice(1)))
  );
}

/**
 * What a project does not permit about an application, in the words of Argo CD.
 * @see https://github.com/argoproj/argo-cd/blob/master/util/argo/argo.go (ValidatePermissions)
 */
export function projectProblem(
  application: Application,
  project: Project | undefined,
): string | undefined {
  const { spec } = application;
  if (!project) {
    return `application references project ${spec.project} which does not exist`;
  }
  const { sourceRepos = [], destinations = [] } = project.spec ?? {};
  const foreign = sourcesOf(spec).find(
    ({ repoURL }) =>
      !permits(sourceRepos, pattern => matches(pattern, repoURL)),
  );
  if (foreign) {
    return `application repo ${foreign.repoURL} is not permitted in project '${spec.project}'`;
  }
  const { name = '', namespace = '' } = spec.destination;
  const server = spec.destination.server ?? '';
  const isPermitted = destinations.some(
    destination =>
      (server === '' && name === ''
        ? true
        : (server !== '' && matches(destination.server, server)) ||
          (name !== '' && matches(destination.name, name))) &&
      matches(destination.namespace, namespace),
  );
  return isPermitted
    ? undefined
    : `application destination server '${
        name || server
      }' and namespace '${namespace}' do not match any of the allowed destinations in project '${
        spec.project
      }'`;
}
