import type { Resource } from '@golden-path/plugin-argocd-common';
import { z } from 'zod';
import type { ArgoCdServerClient } from './ArgoCdServerClient';
import { knownHealth } from './knownStatus';
import { namespaceNameSchema, objectNameSchema } from './kubernetesNames';
import { lenient } from './lenient';
import { projectEvent, type LiveEvent } from './projectEvent';
import { redactMessage } from './redactMessage';
import { timeOf } from './timeOf';

const text = lenient(z.string());

const referenceSchema = z.object({
  group: text,
  kind: z.string(),
  namespace: text,
  name: z.string(),
});

/** https://github.com/argoproj/argo-cd/blob/v3.5.0/pkg/apis/application/v1alpha1/types.go (ApplicationTree) */
const treeSchema = z.object({
  nodes: z
    .array(
      referenceSchema.extend({
        parentRefs: lenient(z.array(referenceSchema)),
        health: lenient(z.object({ status: text, message: text })),
        info: lenient(
          z.array(z.object({ name: z.string(), value: z.string() })),
        ),
        createdAt: text,
      }),
    )
    .nullable()
    .default([]),
});

const eventsSchema = z.object({
  items: z.array(z.unknown()).nullable().default([]),
});

/** Which application is meant. */
export interface ApplicationPlace {
  name: string;
  namespace: string;
  project: string;
}

const maximumNodes = 2_000;

/** Asks an Argo CD API server for the objects of one application, where the portal does not reach their cluster. */
export class ArgoCdObjectsClient {
  readonly #client: Pick<ArgoCdServerClient, 'getJson'>;

  private constructor(client: Pick<ArgoCdServerClient, 'getJson'>) {
    this.#client = client;
  }

  static create(
    client: Pick<ArgoCdServerClient, 'getJson'>,
  ): ArgoCdObjectsClient {
    return new ArgoCdObjectsClient(client);
  }

  /** All objects of an application, those of Git too. */
  async listObjects(
    application: ApplicationPlace,
    signal: AbortSignal,
  ): Promise<Resource[]> {
    const answer = await this.#get(application, 'resource-tree', signal);
    return (treeSchema.parse(answer).nodes ?? [])
      .slice(0, maximumNodes)
      .map(node => ({
        id: idOf(node),
        parentId: node.parentRefs?.[0] && idOf(node.parentRefs[0]),
        group: node.group ?? '',
        kind: node.kind,
        namespace: node.namespace ?? '',
        name: node.name,
        health: node.health?.status
          ? knownHealth(node.health.status)
          : undefined,
        message: node.health?.message
          ? redactMessage(node.health.message)
          : undefined,
        detail: detailOf(node.info),
        createdAt: timeOf(node.createdAt),
        requiresPruning: false,
      }));
  }

  /** The events about the application itself. */
  async listEvents(
    application: ApplicationPlace,
    signal: AbortSignal,
  ): Promise<LiveEvent[]> {
    const answer = await this.#get(application, 'events', signal);
    return (eventsSchema.parse(answer).items ?? [])
      .slice(0, maximumNodes)
      .map(projectEvent)
      .filter(event => event !== undefined);
  }

  async #get(
    application: ApplicationPlace,
    what: 'resource-tree' | 'events',
    signal: AbortSignal,
  ): Promise<unknown> {
    const name = objectNameSchema.parse(application.name);
    return this.#client.getJson({
      path: `/api/v1/applications/${encodeURIComponent(name)}/${what}`,
      query: {
        appNamespace: namespaceNameSchema.parse(application.namespace),
        project: application.project,
      },
      signal,
    });
  }
}

function idOf({
  group = '',
  kind,
  namespace = '',
  name,
}: z.infer<typeof referenceSchema>): string {
  return `${group}/${kind}/${namespace}/${name}`;
}

/** Argo CD notes `Rev:4`, and for Pods `0/1` and a reason. */
function detailOf(
  info: { name: string; value: string }[] | undefined,
): string | undefined {
  const valueOf = (key: string) =>
    info?.find(({ name }) => name === key)?.value.slice(0, 60);
  const revision = valueOf('Revision')?.replace(/^Rev:/, 'revision ');
  const containers = valueOf('Containers');
  return revision ?? (containers && `${containers} ready`);
}
