export { PlanSkeleton } from './PlanSkeleton';
export { PlanView } from './PlanView';
