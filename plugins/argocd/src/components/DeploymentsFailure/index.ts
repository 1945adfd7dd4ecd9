export { DeploymentsFailure } from './DeploymentsFailure';
