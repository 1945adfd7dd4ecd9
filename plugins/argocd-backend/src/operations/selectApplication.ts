import { InputError } from '@backstage/errors';
import type { Application } from '../client/Application';

/** Which of the applications of an entity is meant. */
export interface ApplicationSelector {
  readonly environment?: string;
  /** Its name, or `<namespace>/<name>`, or `<instance>/<namespace>/<name>`. */
  readonly application?: string;
}

/** An application of an entity. */
export interface ApplicationCandidate {
  readonly application: Pick<Application, 'instance' | 'namespace' | 'name'>;
  readonly environment: string | null;
  readonly confirmed: boolean;
}

/**
 * Chooses among the applications of an entity, and among nothing else: what is not one of them is not found, whatever
 * its name. Applications that are not confirmed stand behind those that are, so that nobody makes a choice ambiguous.
 */
export function selectApplication<TCandidate extends ApplicationCandidate>(
  entityRef: string,
  candidates: readonly TCandidate[],
  selector: ApplicationSelector,
): TCandidate {
  const { environment, application } = selector;
  const asked = [
    environment !== undefined && `in ${environment}`,
    application !== undefined && `with the name ${application.slice(0, 200)}`,
  ].filter(part => part !== false);
  const matching = candidates.filter(
    candidate =>
      (environment === undefined || candidate.environment === environment) &&
      (application === undefined ||
        namesOf(candidate.application).includes(application)),
  );
  const confirmed = matching.filter(candidate => candidate.confirmed);
  const found = confirmed.length > 0 ? confirmed : matching;
  if (found.length === 1) {
    return found[0];
  }
  const known = describe(found.length > 1 ? found : candidates);
  if (found.length > 1) {
    throw new InputError(
      `${entityRef} has several applications${
        asked.length > 0 ? ` ${asked.join(' and ')}` : ''
      }: say which one by "application". There are: ${known}`,
    );
  }
  throw new InputError(
    candidates.length === 0
      ? `${entityRef} has no Argo CD application: its annotations argocd/app-name or argocd/app-selector say which are its own.`
      : `${entityRef} has no application ${asked.join(
          ' and ',
        )}. There are: ${known}`,
  );
}

function namesOf({
  instance,
  namespace,
  name,
}: ApplicationCandidate['application']): string[] {
  return [name, `${namespace}/${name}`, `${instance}/${namespace}/${name}`];
}

function describe(candidates: readonly ApplicationCandidate[]): string {
  return candidates
    .map(({ application: { instance, namespace, name }, environment }) => {
      const isUnique =
        candidates.filter(other => other.application.name === name).length ===
        1;
      const shown = isUnique ? name : `${instance}/${namespace}/${name}`;
      return environment ? `${shown} (${environment})` : shown;
    })
    .join(', ');
}
