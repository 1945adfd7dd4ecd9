import { instanceName, serviceName, type Fleet } from './fleet.mts';

/** The requests of a card on the page of a service: stages one after another, the paths of a stage together. */
export type Card = readonly (readonly string[])[];

function everyInstance(
  { instances }: Fleet,
  path: (instance: string) => string,
): string[] {
  return Array.from({ length: instances }, (_, instance) =>
    path(instanceName(instance)),
  );
}

/** The route of a service in the portal. */
export function portalCard(service: number): Card {
  const name = serviceName(service);
  return [[`/api/argocd/v1/entities/default/component/${name}/deployments`]];
}

/** The stock route that reads the same entity with the same conditional permission. */
export function stockEntityCard(service: number): Card {
  const name = serviceName(service);
  return [[`/api/catalog/entities/by-name/component/default/${name}`]];
}

/**
 * What ArgoCDDetailsCard of @roadiehq/backstage-plugin-argo-cd 2.12.5 asks for an entity with `argocd/app-selector`
 * where `argocd.appLocatorMethods` is configured (components/useAppDetails).
 */
export function roadieCard(
  fleet: Fleet,
  service: number,
  base = '/api/argocd',
): Card {
  const selector = selectorOf(service);
  return [
    [`${base}/find/selector/${selector}`],
    everyInstance(
      fleet,
      instance =>
        `${base}/argoInstance/${instance}/applications/selector/${selector}`,
    ),
  ];
}

/**
 * What DeploymentSummary of @backstage-community/plugin-argocd 2.9.0 and 3.1.0 asks for the same entity
 * (api/ArgoCDInstanceApiClient); its asking for the permission and `/check` at the start are left out in its favour.
 */
export function communityCard(
  fleet: Fleet,
  service: number,
  base = '/api/backstage-community-argocd',
): Card {
  const selector = selectorOf(service);
  return [
    everyInstance(
      fleet,
      instance =>
        `${base}/argoInstance/${instance}/applications/selector/${selector}`,
    ),
  ];
}

function selectorOf(service: number): string {
  return encodeURIComponent(`app.kubernetes.io/name=${serviceName(service)}`);
}
