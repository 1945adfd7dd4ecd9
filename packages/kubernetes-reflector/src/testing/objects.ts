/** A Kubernetes object with one interesting field. */
export function objectOf(name: string, resourceVersion: number, color = 'red') {
  return {
    metadata: {
      name,
      namespace: 'default',
      resourceVersion: String(resourceVersion),
    },
    color,
  };
}

/** A bookmark; with `endsList`, the one that says that all initial events have been sent. */
export function bookmark(resourceVersion: number, endsList = false) {
  return {
    type: 'BOOKMARK',
    object: {
      metadata: {
        name: '',
        resourceVersion: String(resourceVersion),
        annotations: endsList
          ? { 'k8s.io/initial-events-end': 'true' }
          : undefined,
      },
    },
  };
}
