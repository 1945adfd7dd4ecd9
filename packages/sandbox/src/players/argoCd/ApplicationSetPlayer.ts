import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  hasStatusCode,
  type ClusterClient,
} from '../../cluster/ClusterClient.ts';
import { resources } from '../../cluster/resources.ts';
import { controllerOf, ownerReference } from '../workloads/ownedObjects.ts';
import { applicationResource, type Application } from './application.ts';
import { mergePatch, timestamp } from './applicationStatus.ts';

type Parameters = Readonly<Record<string, string>>;

/** An Argo CD ApplicationSet with list generators, the only ones that are played. */
export interface ApplicationSet extends KubernetesObject {
  readonly spec: {
    readonly generators: readonly {
      readonly list?: { readonly elements?: readonly Parameters[] };
    }[];
    readonly template: {
      readonly metadata: {
        readonly name: string;
        readonly labels?: Record<string, string>;
        readonly annotations?: Record<string, string>;
        readonly finalizers?: string[];
      };
      readonly spec: Application['spec'];
    };
  };
  readonly status?: {
    readonly conditions?: readonly { readonly lastTransitionTime?: string }[];
  };
}

function filled<T>(template: T, parameters: Parameters): T {
  const text = JSON.stringify(template).replace(
    /\{\{\s*\.?([\w.-]+)\s*\}\}/g,
    (whole, name: string) =>
      name in parameters
        ? JSON.stringify(parameters[name]).slice(1, -1)
        : whole,
  );
  // The same shape with other texts.
  return JSON.parse(text);
}

/** The Applications that an ApplicationSet wants. */
export function applicationsOf(applicationSet: ApplicationSet): Application[] {
  const { generators, template } = applicationSet.spec;
  return generators
    .flatMap(({ list }) => list?.elements ?? [])
    .map(parameters => {
      const { metadata, spec } = filled(template, parameters);
      return {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: {
          ...metadata,
          namespace: applicationSet.metadata?.namespace,
          ownerReferences: [ownerReference(applicationSet)],
        },
        spec,
      };
    });
}

/** Plays the controller of ApplicationSets: makes, updates and deletes their Applications. */
export class ApplicationSetPlayer {
  readonly #client: ClusterClient;

  constructor(client: ClusterClient) {
    this.#client = client;
  }

  async look(
    applicationSets: readonly ApplicationSet[],
    applications: readonly Application[],
  ): Promise<void> {
    for (const applicationSet of applicationSets) {
      const wanted = applicationsOf(applicationSet);
      for (const application of wanted) {
        await this.#apply(
          application,
          applications.find(
            ({ metadata }) => metadata?.name === application.metadata?.name,
          ),
        );
      }
      await this.#writeStatus(applicationSet, wanted);
    }
    const wantedBy = new Map(
      applicationSets.map(set => [
        set.metadata?.uid,
        new Set(applicationsOf(set).map(({ metadata }) => metadata?.name)),
      ]),
    );
    for (const { metadata, ...application } of applications) {
      const owner = controllerOf({ metadata, ...application });
      if (owner && !wantedBy.get(owner)?.has(metadata?.name)) {
        const { name = '', namespace = '' } = metadata ?? {};
        await this.#client.deleteAt({
          ...applicationResource,
          name,
          namespace,
        });
      }
    }
  }

  async #apply(
    wanted: Application,
    existing: Application | undefined,
  ): Promise<void> {
    if (!existing) {
      await this.#client.createAt(applicationResource, wanted).catch(error => {
        // Made a moment ago, and the watch has not told yet.
        if (!hasStatusCode(error, 409)) {
          throw error;
        }
      });
      return;
    }
    const { labels = {} } = wanted.metadata ?? {};
    const areLabelled = Object.entries(labels).every(
      ([name, value]) => existing.metadata?.labels?.[name] === value,
    );
    const { name = '', namespace = '' } = existing.metadata ?? {};
    if (!isDeepStrictEqual(existing.spec, wanted.spec) || !areLabelled) {
      await this.#client.merge(
        { ...applicationResource, name, namespace },
        { metadata: { labels }, spec: mergePatch(existing.spec, wanted.spec) },
      );
    }
  }

  async #writeStatus(
    applicationSet: ApplicationSet,
    wanted: readonly Application[],
  ): Promise<void> {
    const { metadata, status } = applicationSet;
    if (status?.conditions?.length) {
      return;
    }
    const lastTransitionTime = timestamp(new Date());
    const condition = (type: string, is: boolean, reason: string) => ({
      type,
      status: is ? 'True' : 'False',
      reason,
      message: `All applications have been generated successfully`,
      lastTransitionTime,
    });
    const { name = '', namespace = '' } = metadata ?? {};
    await this.#client.merge(
      { ...resources.applicationSets, name, namespace },
      {
        status: {
          conditions: [
            condition('ErrorOccurred', false, 'ApplicationSetUpToDate'),
            condition('ParametersGenerated', true, 'ParametersGenerated'),
            condition('ResourcesUpToDate', true, 'ApplicationSetUpToDate'),
          ],
          resourcesCount: wanted.length,
        },
      },
      { subresource: 'status' },
    );
  }
}
