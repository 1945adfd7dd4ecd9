import { ANNOTATION_ENTITY_REF } from '@golden-path/plugin-argocd-common';
import type { Application, ManagedResource } from './Application';
import {
  applicationSchema,
  type ApplicationObject,
  type ApplicationSource,
  type ApplicationStatus,
} from './applicationSchema';
import { externalLinks } from './externalLinks';
import { historyOf, revisionOf } from './historyOf';
import { knownHealth, knownSync } from './knownStatus';
import { operationOf } from './operationOf';
import { redactMessage } from './redactMessage';
import { repositoryLinks, withoutCredentials } from './repositoryLinks';
import { SharedValues } from './SharedValues';
import { timeOf } from './timeOf';

/** The Argo CD instance that an application was read from. */
export interface ApplicationOrigin {
  instance: string;
  /** The name of the cluster that Argo CD itself runs in. */
  cluster: string;
  frontendUrl?: string;
  /** The name of the cluster with this address, where the portal knows one. */
  nameOfServer?(url: string): string | undefined;
  /** Where equal values are shared among all applications. */
  values?: SharedValues;
}

const inCluster = ['https://kubernetes.default.svc', 'in-cluster'];

/** A deployment with more is told without the rest; their number is bounded so that one application cannot fill the memory. */
const maximumResources = 2_000;
const maximumConditions = 20;

/** Picks the few fields of an Application that are remembered. */
export function projectApplication(
  object: unknown,
  origin: ApplicationOrigin,
): Application {
  const application = applicationSchema.parse(object);
  const { metadata, spec, status } = application;
  const values = origin.values ?? SharedValues.create();
  const sources = spec.sources ?? (spec.source ? [spec.source] : []);
  // The first of several sources may only hold values, or be a chart: it gives the version all the same.
  const sourceIndex = Math.max(
    0,
    sources.findIndex(({ repoURL }) => repoURL),
  );
  const source: ApplicationSource | undefined = sources[sourceIndex];
  const revision = revisionOf(status?.sync ?? {}, sourceIndex);
  const images = (status?.summary?.images ?? []).map(reference =>
    values.image(reference),
  );
  return {
    ...identityOf(application, origin.instance, values),
    applicationSet: values.text(applicationSetOf(metadata.ownerReferences)),
    cluster: values.text(clusterOf(spec.destination, origin)),
    destinationNamespace: values.text(spec.destination.namespace ?? ''),
    entityRef: metadata.annotations?.[ANNOTATION_ENTITY_REF],
    environmentParameter: values.text(environmentParameterOf(sources)),
    repositoryUrls: sources.flatMap(({ repoURL }) =>
      repoURL ? [withoutCredentials(repoURL)] : [],
    ),
    path: values.text(source?.path),
    sync: {
      status: knownSync(status?.sync?.status),
      revision,
      targetRevision: values.text(source?.targetRevision),
      comparedAt: timeOf(status?.reconciledAt),
    },
    health: healthOf(status),
    images,
    operation: operationOf(application),
    history: historyOf({ status, images, revision, sourceIndex, values }),
    conditions: conditionsOf(status),
    resources: resourcesOf(status, values),
    deployedAt: timeOf(latestOf(status)?.deployedAt),
    links: {
      external: externalLinks(status?.summary?.externalURLs),
      ...linksOf(source, revision),
      argocd: origin.frontendUrl
        ? `${origin.frontendUrl}/applications/${encodeURIComponent(
            metadata.namespace,
          )}/${encodeURIComponent(metadata.name)}`
        : undefined,
    },
  };
}

function identityOf(
  { metadata, spec }: ApplicationObject,
  instance: string,
  values: SharedValues,
) {
  return {
    instance,
    name: metadata.name,
    namespace: values.text(metadata.namespace),
    project: values.text(spec.project),
    labels: Object.fromEntries(
      Object.entries(metadata.labels ?? {}).map(([key, value]) => [
        key,
        values.text(value),
      ]),
    ),
  };
}

function applicationSetOf(
  owners: ApplicationObject['metadata']['ownerReferences'],
): string | undefined {
  return owners?.find(({ kind }) => kind === 'ApplicationSet')?.name;
}

function clusterOf(
  { name, server }: ApplicationObject['spec']['destination'],
  origin: ApplicationOrigin,
): string {
  const stated = name || server;
  if (!stated || inCluster.includes(stated)) {
    return origin.cluster;
  }
  const known = name ? undefined : origin.nameOfServer?.(stated);
  const host = URL.canParse(stated) ? new URL(stated).host : '';
  return known ?? (host || stated);
}

/** Other parameters are not looked at: they may hold secrets. */
function environmentParameterOf(
  sources: ApplicationSource[],
): string | undefined {
  return sources
    .flatMap(({ helm }) => helm?.parameters ?? [])
    .find(({ name }) => name === 'environment')
    ?.value?.slice(0, 63);
}

function healthOf(
  status: ApplicationStatus | undefined,
): Application['health'] {
  const { status: word, message, lastTransitionTime } = status?.health ?? {};
  return {
    status: knownHealth(word),
    message: message ? redactMessage(message) : undefined,
    since: timeOf(lastTransitionTime),
  };
}

/** Conditions that only inform have other endings. */
function conditionsOf(
  status: ApplicationStatus | undefined,
): Application['conditions'] {
  return (status?.conditions ?? [])
    .filter(({ type }) => /(?:Error|Warning)$/.test(type))
    .slice(0, maximumConditions)
    .map(({ type, message, lastTransitionTime }) => ({
      type,
      message: redactMessage(message ?? ''),
      since: timeOf(lastTransitionTime),
    }));
}

function resourcesOf(
  status: ApplicationStatus | undefined,
  values: SharedValues,
): ManagedResource[] {
  // Many objects of one application have the same name, and few of another one.
  const names = SharedValues.create();
  return (status?.resources ?? []).slice(0, maximumResources).map(resource => ({
    group: values.text(resource.group ?? ''),
    kind: values.text(resource.kind),
    namespace: values.text(resource.namespace ?? ''),
    name: names.text(resource.name),
    sync: resource.status ? knownSync(resource.status) : undefined,
    health: resource.health?.status
      ? knownHealth(resource.health.status)
      : undefined,
    message: resource.health?.message
      ? values.text(redactMessage(resource.health.message))
      : undefined,
    requiresPruning: resource.requiresPruning === true,
  }));
}

function latestOf(status: ApplicationStatus | undefined) {
  return status?.history?.length
    ? status.history.reduce((latest, entry) =>
        entry.id > latest.id ? entry : latest,
      )
    : undefined;
}

function linksOf(source: ApplicationSource | undefined, revision?: string) {
  if (!source?.repoURL) {
    return {};
  }
  // The revision of a Helm chart is a version, not a commit.
  return repositoryLinks(source.repoURL, source.chart ? undefined : revision);
}
