import {
  useListAddress,
  type ListNavigation,
} from '@golden-path/plugin-platform-react';
import {
  fleetParametersOf,
  parseFleetView,
  type FleetView,
} from '../fleet/fleetView';

const address = { parse: parseFleetView, parametersOf: fleetParametersOf };

/** What a person sees of the fleet, and the ways to see something else. */
export type FleetNavigation = ListNavigation<FleetView>;

/** The view that the address of the page describes. */
export function useFleetView(): FleetNavigation {
  return useListAddress(address);
}
