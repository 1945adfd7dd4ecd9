export {
  DeploymentSummary,
  type DeploymentSummaryProps,
} from './DeploymentSummary';
