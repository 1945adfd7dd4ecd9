import type { HealthStatusName } from './schema';
import { statusWords } from './statusWords';

/** The state that needs attention most, or undefined for no states. */
export function worstHealth(
  states: HealthStatusName[],
): HealthStatusName | undefined {
  return states.reduce<HealthStatusName | undefined>(
    (worst, state) =>
      worst === undefined ||
      statusWords.health[state].severity > statusWords.health[worst].severity
        ? state
        : worst,
    undefined,
  );
}
