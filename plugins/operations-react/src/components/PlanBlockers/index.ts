export { PlanBlockers } from './PlanBlockers';
