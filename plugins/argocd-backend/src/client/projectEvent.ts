import type { DeploymentEvent } from '@golden-path/plugin-argocd-common';
import { z } from 'zod';
import { lenient } from './lenient';
import { redactMessage } from './redactMessage';
import { timeOf } from './timeOf';

const text = lenient(z.string().nullable());
const number = lenient(z.number());

const eventSchema = z.object({
  metadata: z.object({ name: z.string(), namespace: text, uid: text }),
  involvedObject: z.object({
    kind: z.string(),
    namespace: text,
    name: z.string(),
  }),
  type: text,
  reason: text,
  message: text,
  count: number,
  firstTimestamp: text,
  lastTimestamp: text,
  eventTime: text,
  series: lenient(z.object({ count: number, lastObservedTime: text })),
});

/** An event with the namespace of the object that it is about. */
export interface LiveEvent {
  event: DeploymentEvent;
  namespace: string;
}

/**
 * Picks the few fields of a core/v1 Event that are told. Newer controllers leave the old fields for time and count empty.
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export function projectEvent(object: unknown): LiveEvent | undefined {
  const parsed = eventSchema.safeParse(object);
  if (!parsed.success) {
    return undefined;
  }
  const { metadata, involvedObject, series, ...event } = parsed.data;
  const { firstTimestamp, lastTimestamp, eventTime } = event;
  const firstSeen = timeOf(firstTimestamp || eventTime || undefined);
  return {
    namespace: involvedObject.namespace ?? '',
    event: {
      id: metadata.uid || `${metadata.namespace ?? ''}/${metadata.name}`,
      type: event.type === 'Warning' ? 'Warning' : 'Normal',
      reason: (event.reason ?? '').slice(0, 128),
      message: redactMessage(event.message ?? ''),
      count: Math.max(1, Math.trunc(series?.count ?? event.count ?? 1)),
      firstSeen,
      lastSeen:
        timeOf(series?.lastObservedTime || lastTimestamp || undefined) ??
        firstSeen,
      object: { kind: involvedObject.kind, name: involvedObject.name },
    },
  };
}
