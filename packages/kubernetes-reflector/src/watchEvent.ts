import { MalformedLineError } from './MalformedLineError';

/** What every Kubernetes object says about itself; the rest is for the projection to read. */
export interface KubernetesObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly resourceVersion: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** One line of a watch. https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
export type WatchEvent =
  | {
      readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
      readonly object: KubernetesObject;
    }
  | {
      readonly type: 'ERROR';
      readonly object: { readonly code?: number; readonly message?: string };
    };

const objectTypes = ['ADDED', 'MODIFIED', 'DELETED'];

/** Reads one line of a watch; throws a {@link MalformedLineError} for a line that was cut off or is something else. */
export function parseWatchEvent(line: string): WatchEvent {
  const event = parseJson(line);
  if (!isWatchEvent(event)) {
    throw new MalformedLineError(
      `The API server sent a line of ${line.length} characters that is no watch event.`,
    );
  }
  return event;
}

/** Reads JSON; throws a {@link MalformedLineError}, which does not quote the text as JSON's own error does. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedLineError(
      `The API server sent ${text.length} characters that are not JSON, or were cut off.`,
    );
  }
}

/** Whether something has what every object of a list must have. */
export function isKubernetesObject(value: unknown): value is KubernetesObject {
  const metadata = metadataOf(value);
  return (
    typeof metadata?.name === 'string' &&
    typeof metadata.resourceVersion === 'string'
  );
}

/** Whether a bookmark says that everything that existed at the start has been sent. */
export function endsInitialEvents(object: KubernetesObject): boolean {
  return object.metadata.annotations?.['k8s.io/initial-events-end'] === 'true';
}

function isWatchEvent(value: unknown): value is WatchEvent {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { type, object }: { type?: unknown; object?: unknown } = value;
  switch (type) {
    case 'ERROR':
      return typeof object === 'object' && object !== null;
    case 'BOOKMARK':
      return typeof metadataOf(object)?.resourceVersion === 'string';
    default:
      return objectTypes.includes(String(type)) && isKubernetesObject(object);
  }
}

function metadataOf(
  value: unknown,
): { name?: unknown; resourceVersion?: unknown } | undefined {
  if (typeof value !== 'object' || value === null || !('metadata' in value)) {
    return undefined;
  }
  return typeof value.metadata === 'object' && value.metadata !== null
    ? value.metadata
    : undefined;
}
