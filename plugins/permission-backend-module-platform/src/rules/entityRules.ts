import type { RuleSet } from '../Rule';

/** Changing what the catalog knows of an entity. */
export const entityRules = {
  'catalog.entity.refresh': 'entity-owners',
  'catalog.entity.delete': 'entity-owners',
} satisfies RuleSet;
