import {
  ANNOTATION_APP_NAME,
  ANNOTATION_APP_NAMESPACE,
  ANNOTATION_APP_SELECTOR,
  ANNOTATION_INSTANCE_NAME,
  ANNOTATION_PROJECT_NAME,
} from './annotations';
import {
  matchesLabels,
  parseLabelSelector,
  type LabelRequirement,
} from './labelSelector';

/** Which applications an entity points at. Names are only looked up, never put into a path. */
export interface ApplicationQuery {
  names: string[];
  selector?: LabelRequirement[];
  namespace?: string;
  project?: string;
  /** Empty for all instances. */
  instances: string[];
}

/** What an application is looked up by. */
export interface ApplicationIdentity {
  instance: string;
  name: string;
  namespace: string;
  project: string;
  labels: Readonly<Record<string, string>>;
}

/** The outcome of {@link readApplicationQuery}. */
export type ApplicationQueryReading =
  | { type: 'query'; query: ApplicationQuery }
  | { type: 'none' }
  | { type: 'invalid'; problem: string };

/** Reads from its annotations which applications an entity points at. */
export function readApplicationQuery(
  annotations: Readonly<Record<string, string>> = {},
): ApplicationQueryReading {
  const names = listOf(annotations[ANNOTATION_APP_NAME]);
  const selectorText = annotations[ANNOTATION_APP_SELECTOR]?.trim();
  if (names.length === 0 && !selectorText) {
    return { type: 'none' };
  }
  const selector = selectorText ? parseLabelSelector(selectorText) : undefined;
  if (selectorText && !selector) {
    return {
      type: 'invalid',
      problem: `The annotation ${ANNOTATION_APP_SELECTOR} is not a label selector: write for example app.kubernetes.io/name=order-service.`,
    };
  }
  return {
    type: 'query',
    query: {
      names,
      selector,
      namespace: annotations[ANNOTATION_APP_NAMESPACE]?.trim() || undefined,
      project: annotations[ANNOTATION_PROJECT_NAME]?.trim() || undefined,
      instances: listOf(annotations[ANNOTATION_INSTANCE_NAME]),
    },
  };
}

/** Whether an application is one of those that a query means: by its name or its labels, within the given limits. */
export function matchesQuery(
  query: ApplicationQuery,
  application: ApplicationIdentity,
): boolean {
  const isMeant =
    query.names.includes(application.name) ||
    (query.selector !== undefined &&
      matchesLabels(query.selector, application.labels));
  return (
    isMeant &&
    (query.namespace === undefined ||
      query.namespace === application.namespace) &&
    (query.project === undefined || query.project === application.project) &&
    (query.instances.length === 0 ||
      query.instances.includes(application.instance))
  );
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}
