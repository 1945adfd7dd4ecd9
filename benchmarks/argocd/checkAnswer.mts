import assert from 'node:assert/strict';
import { applicationOf } from './applicationOf.mts';
import { environments, type Fleet } from './fleet.mts';

/** What an answer says of one application, whoever gives it. */
export interface Seen {
  readonly name: string;
  readonly namespace: string;
  readonly sync: string;
  readonly health: string;
  readonly revision: string;
  readonly image: string;
}

/** What is true of the applications of a service. */
export function truthOf(fleet: Fleet, service: number): Seen[] {
  return environments.map((_, number) => {
    const { metadata, status } = applicationOf(
      fleet,
      service * environments.length + number,
    );
    return {
      name: metadata.name,
      namespace: metadata.namespace,
      sync: status.sync.status,
      health: status.health.status,
      revision: status.sync.revision,
      image: status.summary.images[0],
    };
  });
}

interface PortalDeployment {
  readonly application: { readonly name: string; readonly namespace: string };
  readonly sync: { readonly status: string; readonly revision: string };
  readonly health: { readonly status: string };
  readonly images: readonly { readonly name: string; readonly tag: string }[];
}

/** Reads an answer of the portal. */
export function seenInPortal(answer: unknown): Seen[] {
  // What is not there makes the comparison with the truth fail.
  const { items } = answer as { items: PortalDeployment[] };
  return items.map(({ application, sync, health, images }) => ({
    name: application.name,
    namespace: application.namespace,
    sync: sync.status,
    health: health.status,
    revision: sync.revision,
    image: `${images[0].name}:${images[0].tag}`,
  }));
}

/** Reads an answer that holds whole applications. */
export function seenInApplications(answer: unknown): Seen[] {
  // What is not there makes the comparison with the truth fail; an answer without items belongs to another stage.
  const { items } = answer as { items?: ReturnType<typeof applicationOf>[] };
  return (items ?? []).map(({ metadata, status }) => ({
    name: metadata.name,
    namespace: metadata.namespace,
    sync: status.sync.status,
    health: status.health.status,
    revision: status.sync.revision,
    image: status.summary.images[0],
  }));
}

/** Throws where a card would show something else than what is true. */
export function checkSeen(
  seen: readonly Seen[],
  expected: readonly Seen[],
  who: string,
): void {
  const byName = (applications: readonly Seen[]) =>
    applications
      .map(({ name, namespace, sync, health, revision, image }) =>
        [name, namespace, sync, health, revision, image].join(' '),
      )
      .toSorted();
  assert.deepEqual(byName(seen), byName(expected), `${who} shows otherwise`);
}
