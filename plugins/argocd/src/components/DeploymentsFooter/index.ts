export { DeploymentsFooter } from './DeploymentsFooter';
