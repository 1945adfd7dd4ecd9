export { DeploymentVersion } from './DeploymentVersion';
