export { HistoryRollBack } from './HistoryRollBack';
export { RollBackButton } from './RollBackButton';
