import type { RuleSet } from '../Rule';

/** Runs of templates. Their log and their parameters are the business of who started them. */
export const taskRules = {
  'scaffolder.task.read': 'task-starters',
  'scaffolder.task.cancel': 'task-starters',
} satisfies RuleSet;
