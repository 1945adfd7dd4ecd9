import type { RuleSet } from '../Rule';

/**
 * Changing what runs. Owners do it for what is theirs; whether somebody else has to approve, the environment says, and
 * the engine of operations holds to it.
 */
export const applicationRules = {
  'argocd.application.refresh': 'entity-owners',
  'argocd.application.sync': 'entity-owners',
  'argocd.application.deploy': 'entity-owners',
  'argocd.application.roll-back': 'entity-owners',
} satisfies RuleSet;
