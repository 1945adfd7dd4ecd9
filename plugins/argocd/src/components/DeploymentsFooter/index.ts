export {
  DeploymentsFooter,
  DeploymentsFooterSkeleton,
} from './DeploymentsFooter';
