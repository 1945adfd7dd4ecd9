export { operationsPlugin as default } from './plugin';
export {
  WaitingApprovals,
  type WaitingApprovalsProps,
} from './components/WaitingApprovals';
export {
  useWaitingApprovals,
  type WaitingApprovalsState,
} from './hooks/useWaitingApprovals';
