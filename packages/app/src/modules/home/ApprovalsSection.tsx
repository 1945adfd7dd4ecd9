import {
  useWaitingApprovals,
  WaitingApprovals,
} from '@golden-path/plugin-operations';
import { HomeSection } from './HomeSection';

/** What waits for a decision of mine; no section while nothing does. */
export const ApprovalsSection = () => {
  const { state, retry, count } = useWaitingApprovals();
  if (
    state.type === 'loading' ||
    (state.type === 'loaded' && count === undefined)
  ) {
    return null;
  }
  return (
    <HomeSection title={count ? `Approvals (${count})` : 'Approvals'}>
      <WaitingApprovals state={state} onRetry={retry} />
    </HomeSection>
  );
};
