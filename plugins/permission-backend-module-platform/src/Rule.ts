/**
 * Who may do something:
 * - `everyone`: everyone who is signed in
 * - `members`: who belongs to a group, or operates the platform
 * - `entity-owners`: the owners of the entity that it is done to
 * - `task-starters`: who started the run of a template
 * - `admins`: only who operates the platform
 * - `nobody`: not even those
 *
 * Whoever operates the platform may do all but the last.
 */
export type Rule =
  | 'everyone'
  | 'members'
  | 'entity-owners'
  | 'task-starters'
  | 'admins'
  | 'nobody';

/** Rules by the name of the permission. */
export type RuleSet = Readonly<Record<string, Rule>>;
