/** Of how many applications on how many Argo CD instances a measurement consists. */
export interface Fleet {
  readonly applications: number;
  readonly instances: number;
}

export const environments = ['development', 'staging', 'production'] as const;
export const teams = 20;

/** How many services the applications of a fleet belong to: three each. */
export function servicesOf({ applications }: Fleet): number {
  return Math.floor(applications / environments.length);
}

export function serviceName(service: number): string {
  return `service-${String(service).padStart(5, '0')}`;
}

export function teamOf(service: number): string {
  return `team-${String(service % teams).padStart(2, '0')}`;
}

export function instanceName(instance: number): string {
  return `instance-${instance + 1}`;
}

/** Where the Application resources of an instance are: a namespace of their own for each fleet. */
export function namespaceOf(fleet: Fleet, instance: number): string {
  return `argocd-${fleet.applications}-${fleet.instances}-${instance + 1}`;
}

/** Each environment of a service is on an instance of its own, if there are so many. */
export function instanceOf(fleet: Fleet, index: number): number {
  return index % fleet.instances;
}
