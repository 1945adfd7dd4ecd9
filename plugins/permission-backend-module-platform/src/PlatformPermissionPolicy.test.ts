import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import * as catalogPermissions from '@backstage/plugin-catalog-common/alpha';
import * as kubernetesPermissions from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import * as scaffolderPermissions from '@backstage/plugin-scaffolder-common/alpha';
import * as argocdPermissions from '@golden-path/plugin-argocd-common';
import * as operationsPermissions from '@golden-path/plugin-operations-common';
import * as platformPermissions from '@golden-path/plugin-platform-common';
import {
  PlatformPermissionPolicy,
  platformRules,
} from './PlatformPermissionPolicy';

const people = {
  ana: ['user:default/ana', 'group:default/team-orders'],
  ben: ['user:default/ben', 'group:default/team-payments'],
  pia: ['user:default/pia', 'group:default/team-platform'],
  vic: ['user:default/vic'],
};
type Person = keyof typeof people | 'anonymous';

const permissions = [
  catalogPermissions,
  kubernetesPermissions,
  scaffolderPermissions,
  argocdPermissions,
  operationsPermissions,
  platformPermissions,
].flatMap(exported => Object.values(exported).filter(isPermission));

function isPermission(value: unknown): value is Permission {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'attributes' in value &&
    'type' in value &&
    (value.type === 'basic' || value.type === 'resource')
  );
}

const policy = PlatformPermissionPolicy.create({
  admins: ['group:default/Team-Platform'],
});

async function decide(person: Person, permission: Permission) {
  if (person === 'anonymous') {
    return policy.handle({ permission });
  }
  const [userEntityRef] = people[person];
  const decision = await policy.handle(
    { permission },
    {
      credentials: mockCredentials.user(userEntityRef),
      info: { userEntityRef, ownershipEntityRefs: people[person] },
    },
  );
  return decision;
}

async function say(person: Person, permission: Permission): Promise<string> {
  const decision = await decide(person, permission);
  switch (decision.result) {
    case AuthorizeResult.ALLOW:
      return 'yes';
    case AuthorizeResult.CONDITIONAL:
      return 'own';
    default:
      return 'no';
  }
}

/** What each kind of rule means for ana, ben, pia, vic and somebody who is not signed in. */
const meaning = {
  everyone: ['yes', 'yes', 'yes', 'yes', 'no'],
  members: ['yes', 'yes', 'yes', 'no', 'no'],
  'entity-owners': ['own', 'own', 'yes', 'own', 'no'],
  'task-starters': ['own', 'own', 'yes', 'own', 'no'],
  admins: ['no', 'no', 'yes', 'no', 'no'],
  nobody: ['no', 'no', 'no', 'no', 'no'],
};

const matrix: [keyof typeof meaning, string[]][] = [
  [
    'everyone',
    [
      'catalog.entity.read',
      'catalog.entity.validate',
      'catalog.location.read',
      'kubernetes.clusters.read',
      'kubernetes.resources.read',
      'argocd.deployment.read',
      'operations.operation.read',
      'platform.environment.read',
      'platform.name.read',
      'scaffolder.template.parameter.read',
      'scaffolder.template.step.read',
    ],
  ],
  [
    'members',
    [
      'operations.decision.create',
      'platform.service.create',
      'scaffolder.task.create',
      'scaffolder.action.execute',
      'scaffolder.template.dry-run',
      'catalog.entity.create',
      'catalog.location.create',
      'catalog.location.analyze',
    ],
  ],
  [
    'entity-owners',
    [
      'catalog.entity.refresh',
      'catalog.entity.delete',
      'argocd.application.refresh',
      'argocd.application.sync',
      'argocd.application.deploy',
      'argocd.application.roll-back',
    ],
  ],
  ['task-starters', ['scaffolder.task.read', 'scaffolder.task.cancel']],
  [
    'admins',
    [
      'catalog.ingestion.read',
      'catalog.ingestion.manage',
      'catalog.location.delete',
      'operations.freeze.break',
      'operations.operation.manage',
      'scaffolder.template.management',
    ],
  ],
  ['nobody', ['kubernetes.proxy']],
];
const rows = matrix.flatMap(([rule, names]) =>
  names.map(name => [name, meaning[rule]] as const),
);

describe('PlatformPermissionPolicy', () => {
  it.each(rows)('decides %s', async (name, expected) => {
    const permission = permissions.find(candidate => candidate.name === name);
    expect(permission).toBeDefined();

    const decisions = await Promise.all(
      (['ana', 'ben', 'pia', 'vic', 'anonymous'] as const).map(person =>
        say(person, permission!),
      ),
    );
    expect(decisions).toEqual(expected);
  });

  it('has a row for every permission that a plugin defines, and no other', () => {
    const defined = [...new Set(permissions.map(({ name }) => name))].sort();

    expect(rows.map(([name]) => name).sort()).toEqual(defined);
    expect(Object.keys(platformRules).sort()).toEqual(defined);
  });

  it('asks the catalog whether the caller owns the entity', async () => {
    await expect(
      decide('ana', catalogPermissions.catalogEntityDeletePermission),
    ).resolves.toEqual(
      createCatalogConditionalDecision(
        catalogPermissions.catalogEntityDeletePermission,
        catalogConditions.isEntityOwner({ claims: people.ana }),
      ),
    );
  });

  it('shows a run only to who started it', async () => {
    await expect(
      decide('vic', scaffolderPermissions.taskReadPermission),
    ).resolves.toEqual(
      createScaffolderTaskConditionalDecision(
        scaffolderPermissions.taskReadPermission,
        scaffolderTaskConditions.isTaskOwner({
          createdBy: ['user:default/vic'],
        }),
      ),
    );
  });

  it.each([
    ['read', ['yes', 'yes', 'yes', 'yes', 'no']],
    ['update', ['no', 'no', 'yes', 'no', 'no']],
    [undefined, ['no', 'no', 'yes', 'no', 'no']],
  ] as const)(
    'decides an unknown permission with the action %s',
    async (action, expected) => {
      const permission = createPermission({
        name: 'somebody.elses.permission',
        attributes: { action },
      });
      const decisions = await Promise.all(
        (['ana', 'ben', 'pia', 'vic', 'anonymous'] as const).map(person =>
          say(person, permission),
        ),
      );
      expect(decisions).toEqual(expected);
    },
  );
});
