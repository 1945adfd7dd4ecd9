/** The name of the Argo CD application of an entity, or several names separated by commas. */
export const ANNOTATION_APP_NAME = 'argocd/app-name';

/** A label selector for the Argo CD applications of an entity, for example `app.kubernetes.io/name=order-service`. */
export const ANNOTATION_APP_SELECTOR = 'argocd/app-selector';

/** Only applications in this namespace of the Argo CD cluster. */
export const ANNOTATION_APP_NAMESPACE = 'argocd/app-namespace';

/** Only applications of this Argo CD project. */
export const ANNOTATION_PROJECT_NAME = 'argocd/project-name';

/** Only applications of these Argo CD instances (names from `argocd.instances`), separated by commas. */
export const ANNOTATION_INSTANCE_NAME = 'argocd/instance-name';

/** Set on an Argo CD application by whoever may write there: the entity that it belongs to. */
export const ANNOTATION_ENTITY_REF = 'backstage.io/entity-ref';
