import { InputError } from '@backstage/errors';

/** What every name of a service looks like. Short enough that `<name>-<environment>` is still a valid label value. */
export const serviceNamePattern = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** The rule behind {@link serviceNamePattern} in words, for messages and for help texts of forms. */
export const serviceNameRule =
  'use 1 to 40 lowercase letters, digits and hyphens, start with a letter and end with a letter or a digit';

const longestShownName = 60;

function shorten(name: string): string {
  return name.length > longestShownName
    ? `${name.slice(0, longestShownName)}…`
    : name;
}

/** Says what is wrong with a name and how a good one looks; `undefined` when it is good. */
export function describeServiceNameProblem(name: string): string | undefined {
  if (name === '') {
    return `A service needs a name: ${serviceNameRule}.`;
  }
  if (serviceNamePattern.test(name)) {
    return undefined;
  }
  return `'${shorten(
    name,
  )}' cannot be the name of a service: ${serviceNameRule}.`;
}

/** Returns the name if it is a valid one. Throws an `InputError` that states the rule otherwise. */
export function parseServiceName(name: string): string {
  const problem = describeServiceNameProblem(name);
  if (problem) {
    throw new InputError(problem);
  }
  return name;
}

/** The name of the Argo CD Application that runs a service in one environment. */
export function applicationNameOf(
  serviceName: string,
  environment: string,
): string {
  return `${serviceName}-${environment}`;
}
