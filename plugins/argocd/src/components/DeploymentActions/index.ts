export { BriefActions } from './BriefActions';
export {
  DeploymentActions,
  type DeploymentActionsProps,
} from './DeploymentActions';
