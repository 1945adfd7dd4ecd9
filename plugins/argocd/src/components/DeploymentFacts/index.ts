export { DeploymentFacts } from './DeploymentFacts';
