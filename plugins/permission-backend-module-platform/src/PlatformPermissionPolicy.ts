import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { Rule, RuleSet } from './Rule';
import { applicationRules } from './rules/applicationRules';
import { createRules } from './rules/createRules';
import { decisionRules } from './rules/decisionRules';
import { entityRules } from './rules/entityRules';
import { operateRules } from './rules/operateRules';
import { readRules } from './rules/readRules';
import { taskRules } from './rules/taskRules';

/** All rules of the platform. */
export const platformRules: RuleSet = {
  ...readRules,
  ...createRules,
  ...entityRules,
  ...applicationRules,
  ...decisionRules,
  ...taskRules,
  ...operateRules,
};

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

function allowIf(condition: boolean): PolicyDecision {
  return condition ? allow : deny;
}

function ruleFor(permission: Permission): Rule {
  const rule = platformRules[permission.name];
  if (rule) {
    return rule;
  }
  // A plugin that was added without a rule: looking is harmless, everything else waits for a decision.
  return permission.attributes.action === 'read' ? 'everyone' : 'admins';
}

const ownerConditions = {
  'entity-owners': {
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    rule: 'IS_ENTITY_OWNER',
    parameter: 'claims',
  },
  'task-starters': {
    pluginId: 'scaffolder',
    resourceType: 'scaffolder-task',
    rule: 'IS_TASK_OWNER',
    parameter: 'createdBy',
  },
} satisfies Partial<Record<Rule, object>>;

function allowIfOwned(
  owners: keyof typeof ownerConditions,
  refs: string[],
): PolicyDecision {
  const { pluginId, resourceType, rule, parameter } = ownerConditions[owners];
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId,
    resourceType,
    conditions: { resourceType, rule, params: { [parameter]: refs } },
  };
}

/** Decides by the rules of the platform. Whoever is not signed in may do nothing. */
export class PlatformPermissionPolicy implements PermissionPolicy {
  readonly #admins: ReadonlySet<string>;

  static create(options: {
    /** Entity references of the groups and users that operate the platform. */
    admins: readonly string[];
  }): PlatformPermissionPolicy {
    return new PlatformPermissionPolicy(options.admins);
  }

  private constructor(admins: readonly string[]) {
    this.#admins = new Set(admins.map(ref => ref.toLowerCase()));
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return deny;
    }
    const rule = ruleFor(permission);
    const { userEntityRef, ownershipEntityRefs } = user.info;
    const isAdmin = ownershipEntityRefs.some(ref =>
      this.#admins.has(ref.toLowerCase()),
    );
    if (rule === 'nobody' || isAdmin) {
      return allowIf(rule !== 'nobody');
    }
    switch (rule) {
      case 'everyone':
        return allow;
      case 'members':
        return allowIf(
          ownershipEntityRefs.some(ref => ref.startsWith('group:')),
        );
      case 'entity-owners':
        return allowIfOwned(rule, ownershipEntityRefs);
      case 'task-starters':
        return allowIfOwned(rule, [userEntityRef]);
      default:
        return deny;
    }
  }
}
