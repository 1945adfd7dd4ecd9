import type { RuleSet } from '../Rule';

/** Operating the portal itself. */
export const operateRules = {
  'catalog.ingestion.manage': 'admins',
  // A location brings entities of any owner, and this permission does not tell which: only operators may remove one.
  'catalog.location.delete': 'admins',
  'scaffolder.template.management': 'admins',
  'operations.freeze.break': 'admins',
  'operations.operation.manage': 'admins',
  // The proxy hands any request to the API server with the portal's own rights. Nothing in the portal needs it.
  'kubernetes.proxy': 'nobody',
} satisfies RuleSet;
