export { DeliverySkeleton } from './DeliverySkeleton';
