export { DeploymentsSkeleton } from './DeploymentsSkeleton';
