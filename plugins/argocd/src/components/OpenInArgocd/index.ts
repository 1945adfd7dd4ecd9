export { OpenInArgocd } from './OpenInArgocd';
