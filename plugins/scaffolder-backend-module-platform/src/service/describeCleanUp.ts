import type { Leftovers } from './ServiceCreationService';

/** How to remove Applications by hand, for people who may. */
export function describeCleanUpOfApplications(
  applications: Leftovers['applications'],
): string {
  const places = new Map<string, string[]>();
  for (const { name, namespace, cluster } of applications) {
    const place = `--context ${cluster} --namespace ${namespace}`;
    places.set(place, [...(places.get(place) ?? []), name]);
  }
  return [...places]
    .map(
      ([place, names]) =>
        `kubectl ${place} delete applications.argoproj.io ${names.join(' ')}`,
    )
    .join(' && ');
}

/** Says line by line what exists of a service and how each of it is removed. */
export function describeCleanUp(leftovers: Leftovers): string[] {
  const { repository, applications, component, unknown } = leftovers;
  const lines: string[] = [];
  if (component) {
    lines.push(
      `Catalog: ${component.entityRef} is registered. To remove it: "Unregister entity" in the menu of ${component.url}`,
    );
  }
  if (applications.length > 0) {
    const names = applications.map(({ name }) => name).join(', ');
    lines.push(
      `Argo CD: ${names} exist, with what they deploy. To remove both: ${describeCleanUpOfApplications(
        applications,
      )}`,
    );
  }
  if (repository) {
    const state = repository.empty
      ? 'exists but nothing was pushed to it'
      : 'exists';
    lines.push(
      `GitHub: ${repository.url} ${state}. To remove it: "Delete this repository" in ${repository.url}/settings`,
    );
  }
  return [
    ...lines,
    ...unknown.map(problem => `Could not look everywhere. ${problem}`),
  ];
}
