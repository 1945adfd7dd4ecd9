export {
  DeploymentsContent,
  type DeploymentsContentProps,
} from './DeploymentsContent';
