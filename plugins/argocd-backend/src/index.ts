/**
 * The backend of the argocd plugin.
 *
 * @packageDocumentation
 */
export { argocdFeatures as default } from './argocdFeatures';
export {
  applicationsReadModelRef,
  type ApplicationsChange,
  type ApplicationsReadModel,
} from './service/ApplicationsReadModel';
