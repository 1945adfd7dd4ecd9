/** What is known of an Argo CD Application that can tell its environment. */
export interface EnvironmentEvidence {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** The parameters that an ApplicationSet, or whoever wrote the Application, set on its sources. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly destinationNamespace?: string;
}

function longestSuffix(
  value: string,
  environments: readonly string[],
): string | null {
  return environments
    .filter(environment => value.endsWith(`-${environment}`))
    .reduce<string | null>(
      (longest, environment) =>
        longest !== null && longest.length >= environment.length
          ? longest
          : environment,
      null,
    );
}

/**
 * Tells which of the known environments an Application belongs to: by its label `environment`, else by the parameter
 * `environment`, else by the end of its name, else by its destination namespace.
 *
 * The first two are statements: where one names an environment that the portal does not know, the answer is `null`
 * rather than a guess from a name, which could put a foreign application into the production lane.
 */
export function environmentOf(
  application: EnvironmentEvidence,
  environments: readonly string[],
): string | null {
  const stated =
    application.labels?.environment || application.parameters?.environment;
  if (stated) {
    return environments.includes(stated) ? stated : null;
  }
  const byName = longestSuffix(application.name, environments);
  if (byName !== null) {
    return byName;
  }
  const namespace = application.destinationNamespace ?? '';
  return environments.includes(namespace)
    ? namespace
    : longestSuffix(namespace, environments);
}
