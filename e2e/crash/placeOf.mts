import type { Place, SeenRequest } from './CrashProxy.mts';

/** The services of a test, and what each has under way. */
export interface UnderWay {
  readonly names: readonly string[];
  keyOf(service: string): string | undefined;
}

const repositoryPath = /\/repos\/acme\/([^/]+)\/([^?]+)/;

/** Which operation a change of a repository is from. */
export function placeAtGitHub(
  { method, path }: SeenRequest,
  { keyOf }: UnderWay,
): Place | undefined {
  const [, service = '', rest = ''] = repositoryPath.exec(path) ?? [];
  const subject = keyOf(service);
  const what = decodeURIComponent(rest)
    .replace(/^(git\/refs\/heads\/portal)\/.*/, '$1')
    .replace(/^pulls\/\d+/, 'pulls');
  return subject === undefined
    ? undefined
    : { subject, place: `github ${method} ${what}` };
}

/** Which operation a change of an Application is from. */
export function placeAtArgoCd(
  { method, path, body }: SeenRequest,
  { names, keyOf }: UnderWay,
): Place | undefined {
  const [, application = ''] = /\/applications\/([^/?]+)/.exec(path) ?? [];
  const service = names.find(name => application.startsWith(`${name}-`));
  const subject = service && keyOf(service);
  const what = body.includes('"/operation"') ? 'sync' : 'refresh';
  return subject ? { subject, place: `argo-cd ${method} ${what}` } : undefined;
}
