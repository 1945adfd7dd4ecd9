/**
 * The backend of the argocd plugin.
 *
 * @packageDocumentation
 */
export { argocdPlugin as default } from './plugin';
export {
  applicationsReadModelRef,
  type ApplicationsChange,
  type ApplicationsReadModel,
} from './service/ApplicationsReadModel';
