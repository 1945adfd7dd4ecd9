import type { RuleSet } from '../Rule';

/** Looking at things. Open to everyone who is signed in; narrow it here where a company needs to. */
export const readRules = {
  'catalog.entity.read': 'everyone',
  'catalog.location.read': 'everyone',
  'catalog.entity.validate': 'everyone',
  'catalog.ingestion.read': 'admins',
  'kubernetes.clusters.read': 'everyone',
  'kubernetes.resources.read': 'everyone',
  'argocd.deployment.read': 'everyone',
  'operations.operation.read': 'everyone',
  'platform.environment.read': 'everyone',
  'platform.name.read': 'everyone',
  'scaffolder.template.parameter.read': 'everyone',
  'scaffolder.template.step.read': 'everyone',
} satisfies RuleSet;
