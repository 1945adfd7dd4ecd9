import {
  confirmTarget,
  EntityClaim,
  TargetConfirmation,
  TargetEvidence,
} from './confirmTarget';
import type { Ownership } from './environment';

const entity: EntityClaim = {
  entityRef: 'component:default/order-service',
  ownerRefs: ['group:default/team-orders'],
  projectSlug: 'acme/order-service',
  repositoryHosts: ['git.example.com:8443', 'Git.example.com'],
  definedIn:
    'url:https://git.example.com:8443/Acme/order-service/tree/main/catalog-info.yaml',
};

const ownership: Ownership[] = [
  {
    group: 'group:default/team-orders',
    namespaces: ['orders'],
    projects: ['orders-project'],
  },
  {
    group: 'group:default/team-payments',
    namespaces: ['payments'],
    projects: ['payments-project'],
  },
];

const confirmedBy = (
  by: 'annotation' | 'repository' | 'ownership',
): TargetConfirmation => ({ confirmed: true, by });
const notConfirmed = { confirmed: false, reason: expect.any(String) };

const repository = 'https://git.example.com:8443/acme/order-service';

const cases: [string, TargetEvidence, unknown][] = [
  [
    'its annotation',
    { entityRef: 'component:default/order-service' },
    confirmedBy('annotation'),
  ],
  [
    'its annotation in other case',
    { entityRef: 'Component:default/Order-Service' },
    confirmedBy('annotation'),
  ],
  [
    'the annotation of another entity',
    { entityRef: 'component:default/payment-service' },
    notConfirmed,
  ],
  [
    'the annotation of another namespace',
    { entityRef: 'component:other/order-service' },
    notConfirmed,
  ],
  [
    'an annotation that is no reference',
    { entityRef: 'component:' },
    notConfirmed,
  ],
  [
    'the annotation of another entity although everything else agrees',
    {
      entityRef: 'component:default/payment-service',
      repositoryUrls: [repository],
      project: 'orders-project',
      namespace: 'orders',
    },
    notConfirmed,
  ],
  [
    'its repository',
    { repositoryUrls: [repository] },
    confirmedBy('repository'),
  ],
  [
    'its repository with .git',
    { repositoryUrls: [`${repository}.git`] },
    confirmedBy('repository'),
  ],
  [
    'its repository with a slash',
    { repositoryUrls: [`${repository}/`] },
    confirmedBy('repository'),
  ],
  [
    'its repository in other case',
    { repositoryUrls: ['https://GIT.example.com:8443/Acme/Order-Service'] },
    confirmedBy('repository'),
  ],
  [
    'its repository on another host',
    { repositoryUrls: ['https://evil.example.com/acme/order-service'] },
    notConfirmed,
  ],
  [
    'its repository on another port of the host',
    { repositoryUrls: ['https://git.example.com:9443/acme/order-service'] },
    notConfirmed,
  ],
  [
    'a repository of its name on another accepted host',
    { repositoryUrls: ['https://git.example.com/acme/order-service'] },
    notConfirmed,
  ],
  [
    'its repository by SSH',
    {
      repositoryUrls: ['ssh://git@git.example.com:8443/acme/order-service.git'],
    },
    confirmedBy('repository'),
  ],
  [
    'its repository by SSH on another host',
    { repositoryUrls: ['git@evil.example.com:acme/order-service.git'] },
    notConfirmed,
  ],
  [
    'its repository with the host as user name of another',
    {
      repositoryUrls: [
        'https://git.example.com@evil.example.com/acme/order-service',
      ],
    },
    notConfirmed,
  ],
  [
    'the name of the repository below another path',
    {
      repositoryUrls: ['https://git.example.com:8443/evil/acme/order-service'],
    },
    notConfirmed,
  ],
  [
    'its repository in a query',
    {
      repositoryUrls: [
        'https://git.example.com:8443/x/y?z=/acme/order-service',
      ],
    },
    notConfirmed,
  ],
  [
    'a repository whose name starts alike',
    { repositoryUrls: [`${repository}-2`] },
    notConfirmed,
  ],
  [
    'its repository beside a foreign one',
    { repositoryUrls: [repository, 'https://git.example.com:8443/acme/other'] },
    notConfirmed,
  ],
  [
    'a repository that is no URL',
    { repositoryUrls: ['acme/order-service'] },
    notConfirmed,
  ],
  ['no repository', { repositoryUrls: [] }, notConfirmed],
  [
    'the project of the owner',
    { project: 'orders-project' },
    confirmedBy('ownership'),
  ],
  [
    'the namespace of the owner',
    { namespace: 'orders' },
    confirmedBy('ownership'),
  ],
  [
    'the project of another group',
    { project: 'payments-project' },
    notConfirmed,
  ],
  ['the namespace of another group', { namespace: 'payments' }, notConfirmed],
  ['nothing at all', {}, notConfirmed],
];

describe('confirmTarget', () => {
  it.each(cases)('R8: judges a target with %s', (_title, target, expected) => {
    expect(confirmTarget(entity, target, ownership)).toEqual(expected);
  });

  it('does not take a repository for an entity that names none', () => {
    expect(
      confirmTarget(
        { ...entity, projectSlug: undefined },
        { repositoryUrls: [repository] },
      ),
    ).toEqual(notConfirmed);
  });

  it.each([
    ['nowhere', undefined],
    ['in a file', 'file:/catalog/acme/order-service/blob/main/all.yaml'],
    [
      'in the repository of another team',
      'url:https://git.example.com:8443/acme/payment-service/tree/main/catalog-info.yaml',
    ],
    [
      'in a repository for the whole catalog',
      'url:https://git.example.com:8443/acme/software-catalog/tree/main/all.yaml',
    ],
    [
      'in a repository of the same name of somebody else',
      'url:https://git.example.com:8443/evil/order-service/tree/main/catalog-info.yaml',
    ],
    [
      'in a repository of the same name on another accepted host',
      'url:https://git.example.com/acme/order-service/tree/main/catalog-info.yaml',
    ],
    [
      'in a commit, which could be one of a fork',
      `url:https://git.example.com:8443/acme/order-service/blob/${'ab'.repeat(
        20,
      )}/catalog-info.yaml`,
    ],
  ])(
    'R8: does not take the repository for an entity that is defined %s',
    (_title, definedIn) => {
      const claim = { ...entity, definedIn };
      const target = { repositoryUrls: [repository] };
      expect(confirmTarget(claim, target, ownership)).toEqual({
        confirmed: false,
        reason: expect.stringMatching(
          /not defined in the repository acme\/order-service\..*backstage\.io\/entity-ref/,
        ),
      });
      // What the far side says still counts.
      const { entityRef } = entity;
      expect(confirmTarget(claim, { ...target, entityRef })).toEqual(
        confirmedBy('annotation'),
      );
      const given = { ...target, project: 'orders-project' };
      expect(confirmTarget(claim, given, ownership)).toEqual(
        confirmedBy('ownership'),
      );
    },
  );

  it.each([[undefined], [[]]])(
    'takes no repository where no host is accepted: %j',
    repositoryHosts => {
      expect(
        confirmTarget(
          { ...entity, repositoryHosts },
          { repositoryUrls: [repository] },
        ),
      ).toEqual(notConfirmed);
    },
  );

  it('says what to set', () => {
    expect(confirmTarget(entity, {})).toEqual({
      confirmed: false,
      reason: expect.stringContaining(
        'backstage.io/entity-ref: component:default/order-service',
      ),
    });
  });
});
