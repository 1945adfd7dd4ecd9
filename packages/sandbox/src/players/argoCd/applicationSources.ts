import type {
  ApplicationSource,
  ApplicationSpec,
  DeployedRevision,
} from './application.ts';

/** The sources of an application: its several ones, else its one. */
export function sourcesOf(spec: ApplicationSpec): readonly ApplicationSource[] {
  if (spec.sources?.length) {
    return spec.sources;
  }
  return spec.source ? [spec.source] : [];
}

/** Commits in the field that Argo CD writes them into: one, or one per source. */
export function revisionsOf(
  spec: ApplicationSpec,
  commits: readonly string[],
): Pick<DeployedRevision, 'revision' | 'revisions'> {
  return spec.sources?.length
    ? { revisions: commits }
    : { revision: commits[0] };
}

/** What was deployed of an application, as its history has it. */
export function deployedRevision(
  spec: ApplicationSpec,
  commits: readonly string[],
): DeployedRevision {
  const sources = spec.sources?.length
    ? { sources: spec.sources }
    : { source: spec.source };
  return { ...revisionsOf(spec, commits), ...sources };
}
