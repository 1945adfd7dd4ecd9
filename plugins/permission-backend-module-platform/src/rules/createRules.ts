import type { RuleSet } from '../Rule';

/**
 * Making things that do not exist yet, which therefore have no owner that could be asked. Who belongs to no group owns
 * nothing and makes nothing. That a new service goes to one of the caller's own groups is checked where the owner is
 * known: by the actions of the golden paths.
 */
export const createRules = {
  'platform.service.create': 'members',
  'scaffolder.task.create': 'members',
  'scaffolder.action.execute': 'members',
  'scaffolder.template.dry-run': 'members',
  'catalog.entity.create': 'members',
  'catalog.location.create': 'members',
  'catalog.location.analyze': 'members',
} satisfies RuleSet;
