import type { RuleSet } from '../Rule';

/**
 * Deciding on what others ask for. This only keeps those out who belong to no group: which operations somebody may
 * approve, the approvers of each say, and the engine of operations holds to it.
 */
export const decisionRules = {
  'operations.decision.create': 'members',
} satisfies RuleSet;
