export { PromoteButtons } from './PromoteButtons';
