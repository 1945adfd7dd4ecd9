import {
  ANNOTATION_ENTITY_REF,
  healthStatusSchema,
  syncStatusSchema,
} from '@golden-path/plugin-argocd-common';
import type { Application } from './Application';
import { applicationSchema, type ApplicationSource } from './applicationSchema';
import { parseImage } from './parseImage';
import { repositoryLinks, withoutCredentials } from './repositoryLinks';

/** The Argo CD instance that an application was read from. */
export interface ApplicationOrigin {
  instance: string;
  /** The name of the cluster that Argo CD itself runs in. */
  cluster: string;
  frontendUrl?: string;
}

const inCluster = ['https://kubernetes.default.svc', 'in-cluster'];

/** Picks the few fields of an Application that are remembered. */
export function projectApplication(
  object: unknown,
  origin: ApplicationOrigin,
): Application {
  const { metadata, spec, status } = applicationSchema.parse(object);
  const sources = spec.sources ?? (spec.source ? [spec.source] : []);
  const revision = status?.sync?.revision ?? status?.sync?.revisions?.[0];
  const { name, namespace } = metadata;
  return {
    instance: origin.instance,
    name,
    namespace,
    project: spec.project,
    labels: metadata.labels ?? {},
    cluster: clusterOf(spec.destination, origin),
    destinationNamespace: spec.destination.namespace ?? '',
    entityRef: metadata.annotations?.[ANNOTATION_ENTITY_REF],
    environmentParameter: environmentParameterOf(sources),
    repositoryUrls: sources.flatMap(({ repoURL }) =>
      repoURL ? [withoutCredentials(repoURL)] : [],
    ),
    sync: {
      status: syncStatusSchema.catch('Unknown').parse(status?.sync?.status),
      revision,
      targetRevision: sources[0]?.targetRevision,
    },
    health: {
      status: healthStatusSchema.catch('Unknown').parse(status?.health?.status),
      message: status?.health?.message?.slice(0, 500),
      since: timeOf(status?.health?.lastTransitionTime),
    },
    images: (status?.summary?.images ?? []).map(parseImage),
    operation: undefined,
    history: [],
    conditions: [],
    resources: [],
    deployedAt: timeOf(status?.history?.at(-1)?.deployedAt),
    links: {
      external: [],
      ...linksOf(sources[0], revision),
      argocd: origin.frontendUrl
        ? `${origin.frontendUrl}/applications/${namespace}/${name}`
        : undefined,
    },
  };
}

function clusterOf(
  destination: { name?: string; server?: string },
  origin: ApplicationOrigin,
): string {
  const stated = destination.name || destination.server;
  if (!stated || inCluster.includes(stated)) {
    return origin.cluster;
  }
  return URL.canParse(stated) ? new URL(stated).host : stated;
}

/** Other parameters are not looked at: they may hold secrets. */
function environmentParameterOf(
  sources: ApplicationSource[],
): string | undefined {
  return sources
    .flatMap(({ helm }) => helm?.parameters ?? [])
    .find(({ name }) => name === 'environment')?.value;
}

function linksOf(source: ApplicationSource | undefined, revision?: string) {
  if (!source?.repoURL) {
    return {};
  }
  // The revision of a Helm chart is a version, not a commit.
  return repositoryLinks(source.repoURL, source.chart ? undefined : revision);
}

/** A time that is none would break every screen that formats it. */
function timeOf(text: string | undefined): string | undefined {
  return text && !Number.isNaN(Date.parse(text)) ? text : undefined;
}
