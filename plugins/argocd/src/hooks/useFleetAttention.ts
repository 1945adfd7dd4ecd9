import { useMemo } from 'react';
import { fleetQueryOf, wholeFleet, type FleetView } from '../fleet/fleetView';
import { useFleet, type FleetState } from './useFleet';
import { useFleetOwnership } from './useFleetOwnership';

const shownDeployments = 5;

/** What of my teams needs attention, as a view of the fleet. */
export const attentionView: FleetView = {
  ...wholeFleet,
  owner: 'mine',
  needsAttention: true,
  orderBy: 'attention',
};

/** The few deployments of my teams that need attention most, and how many there are. */
export function useFleetAttention(): { state: FleetState; retry: () => void } {
  const ownership = useFleetOwnership();
  const query = useMemo(
    () =>
      ownership.value && {
        ...fleetQueryOf(attentionView, ownership.value),
        limit: shownDeployments,
      },
    [ownership.value],
  );
  const fleet = useFleet(query);
  return ownership.error
    ? {
        state: { type: 'failed', error: ownership.error },
        retry: ownership.retry,
      }
    : fleet;
}
