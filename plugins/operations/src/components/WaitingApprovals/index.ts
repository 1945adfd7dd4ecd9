export {
  WaitingApprovals,
  type WaitingApprovalsProps,
} from './WaitingApprovals';
export { WaitingList } from './WaitingList';
