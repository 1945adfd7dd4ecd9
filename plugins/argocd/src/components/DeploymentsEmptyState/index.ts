export { DeploymentsEmptyState } from './DeploymentsEmptyState';
