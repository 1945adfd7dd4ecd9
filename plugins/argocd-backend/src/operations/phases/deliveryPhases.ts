import type { OperationPhase } from '@golden-path/plugin-operations-node';
import type { DeliveryDetails } from '../DeliveryDetails';
import type { OperationServices } from '../OperationServices';
import { commitPhase } from './commitPhase';
import {
  healthyPhase,
  refreshPhase,
  rolloutPhase,
  syncPhase,
} from './followingPhases';
import { mergePhase } from './mergePhase';

/** How another version gets from Git to where it runs. */
export function deliveryPhases(
  services: OperationServices,
): readonly OperationPhase<unknown, DeliveryDetails>[] {
  return [
    commitPhase(services),
    mergePhase(services),
    refreshPhase(services),
    syncPhase(services),
    rolloutPhase(services),
    healthyPhase(services),
  ];
}
