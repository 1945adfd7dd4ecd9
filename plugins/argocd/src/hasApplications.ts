import {
  ANNOTATION_APP_NAME,
  ANNOTATION_APP_SELECTOR,
} from '@golden-path/plugin-argocd-common';

const appName = `metadata.annotations.${ANNOTATION_APP_NAME}` as const;
const appSelector = `metadata.annotations.${ANNOTATION_APP_SELECTOR}` as const;

// Two constants, because literals within one array would each get the key of the other, too.
const byName = { [appName]: { $exists: true as const } };
const bySelector = { [appSelector]: { $exists: true as const } };

/** A filter for the entities that point at Argo CD applications. */
export const hasApplications = { $any: [byName, bySelector] };
