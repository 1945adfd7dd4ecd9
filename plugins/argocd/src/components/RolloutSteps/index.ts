export { RolloutSteps } from './RolloutSteps';
