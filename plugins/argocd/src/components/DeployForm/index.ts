export { DeployForm } from './DeployForm';
