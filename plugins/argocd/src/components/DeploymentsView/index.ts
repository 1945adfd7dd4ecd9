export { DeploymentsView } from './DeploymentsView';
