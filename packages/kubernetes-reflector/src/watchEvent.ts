/** What every Kubernetes object says about itself; the rest is for the projection to read. */
export interface KubernetesObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly resourceVersion: string;
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

const knownTypes = ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR'];

/** Reads one line of a watch; throws a SyntaxError for a line that was cut off or is something else. */
export function parseWatchEvent(line: string): WatchEvent {
  const event = JSON.parse(line);
  const isKnown = knownTypes.includes(event?.type);
  const isObject =
    event?.type === 'ERROR'
      ? typeof event.object === 'object'
      : typeof event?.object?.metadata?.resourceVersion === 'string';
  if (!isKnown || !isObject) {
    throw new SyntaxError(
      `The API server sent a line that is no watch event: ${line.slice(0, 80)}`,
    );
  }
  return event;
}

/** Whether a bookmark says that everything that existed at the start has been sent. */
export function endsInitialEvents(object: KubernetesObject): boolean {
  return object.metadata.annotations?.['k8s.io/initial-events-end'] === 'true';
}
