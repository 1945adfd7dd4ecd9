import {
  NeedsAttention,
  useFleetAttention,
  type FleetState,
} from '@golden-path/plugin-argocd';
import { HomeSection } from './HomeSection';

function titleOf(state: FleetState): string {
  return state.type === 'loaded' && state.response.totalItems > 0
    ? `Needs attention (${state.response.totalItems.toLocaleString()})`
    : 'Needs attention';
}

/** What of my teams does not run as it should, worst first. */
export const NeedsAttentionSection = () => {
  const { state, retry } = useFleetAttention();
  return (
    <HomeSection title={titleOf(state)}>
      <NeedsAttention state={state} onRetry={retry} />
    </HomeSection>
  );
};
