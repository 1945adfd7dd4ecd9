export { DeploymentDetailView } from './DeploymentDetailView';
