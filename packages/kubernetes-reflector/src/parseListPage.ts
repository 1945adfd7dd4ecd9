import { MalformedLineError } from './MalformedLineError';
import {
  isKubernetesObject,
  parseJson,
  type KubernetesObject,
} from './watchEvent';

/** One page of a list. */
export interface ListPage {
  readonly items: readonly KubernetesObject[];
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
  };
}

/** Reads one page of a list; throws a {@link MalformedLineError} for something else. */
export function parseListPage(text: string): ListPage {
  const page = parseJson(text);
  if (!isListPage(page)) {
    throw new MalformedLineError(
      `The API server sent ${text.length} characters that are no list.`,
    );
  }
  return page;
}

function isListPage(value: unknown): value is ListPage {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { items, metadata }: { items?: unknown; metadata?: unknown } = value;
  return (
    Array.isArray(items) &&
    items.every(isKubernetesObject) &&
    typeof metadata === 'object' &&
    metadata !== null &&
    'resourceVersion' in metadata &&
    typeof metadata.resourceVersion === 'string' &&
    metadata.resourceVersion !== ''
  );
}
