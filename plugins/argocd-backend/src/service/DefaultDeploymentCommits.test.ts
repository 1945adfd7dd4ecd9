import type { Deployment } from '@golden-path/plugin-argocd-common';
import type {
  CommitsArrival,
  RepositorySlug,
} from '@golden-path/plugin-platform-node';
import { DefaultDeploymentCommits } from './DefaultDeploymentCommits';
import type { ServiceEntity } from './ServiceEntity';

const sha = (digit: string) => digit.repeat(40);
const repository = { host: 'github.com', owner: 'acme', repo: 'orders' };
const entity: ServiceEntity = {
  entityRef: 'component:default/orders',
  ownerRefs: [],
  projectSlug: 'acme/orders',
  applications: { type: 'none' },
};

function deploymentIn(
  environment: string,
  values: { tag?: string; revision?: string; confirmed?: boolean } = {},
): Deployment {
  const { tag, revision = sha('9'), confirmed = true } = values;
  return {
    instance: 'main',
    application: { name: environment, namespace: 'argocd', project: 'x' },
    environment,
    cluster: 'sandbox',
    destination: { namespace: 'orders' },
    confirmed,
    sync: { status: 'Synced', revision },
    health: { status: 'Healthy' },
    images: tag ? [{ name: 'acme/orders', tag }] : [],
    history: [
      { id: 2, revision, automated: true },
      { id: 1, revision: sha('8'), automated: true },
    ],
    resources: [],
    conditions: [],
    links: { external: [], repository: 'https://github.com/acme/orders' },
  };
}

function setUp() {
  let time = 0;
  let arrive: (arrival: CommitsArrival) => void = () => {};
  const known = new Set<string>();
  const idOf = ({ owner, repo }: RepositorySlug, revision: string) =>
    `${owner}/${repo}@${revision}`;
  const request = jest.fn();
  const announce = jest.fn();
  const commits = DefaultDeploymentCommits.create({
    announcer: { announce },
    commitHistory: {
      request,
      commit: (slug, revision) =>
        known.has(idOf(slug, revision))
          ? {
              sha: revision,
              parents: [],
              title: `Change ${revision}`,
              author: { name: 'Ana' },
              date: '2026-11-01T10:00:00Z',
              url: `https://github.com/acme/orders/commit/${revision}`,
            }
          : undefined,
      distance: (slug, { base, head }) =>
        known.has(idOf(slug, base)) && known.has(idOf(slug, head))
          ? {
              ahead: Number(head[1]) - Number(base[1]),
              behind: 0,
              isExact: true,
            }
          : undefined,
      subscribe: listener => {
        arrive = listener;
        return () => {};
      },
    },
    environments: [
      { name: 'development', cluster: 'c', argocd: 'main' },
      { name: 'staging', cluster: 'c', argocd: 'main' },
      {
        name: 'production',
        cluster: 'c',
        argocd: 'main',
        promoteFrom: 'development',
      },
    ],
    hosts: ['github.com'],
    now: () => time,
  });
  return {
    announce,
    commits,
    request,
    learn: (revision: string, slug: RepositorySlug = repository) => {
      known.add(idOf(slug, revision));
      arrive({ repository: slug, revision });
    },
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe('DefaultDeploymentCommits', () => {
  it('tells how far neighbouring environments are apart, by the versions that they run', () => {
    const { commits, learn } = setUp();
    ['v1', 'v4', 'v6'].forEach(version => learn(`${version}.0.0`));
    expect(
      commits.distancesOf(entity, [
        deploymentIn('development', { tag: 'v6.0.0' }),
        deploymentIn('staging', { tag: 'v4.0.0' }),
        deploymentIn('production', { tag: 'v1.0.0' }),
      ]),
    ).toEqual([
      {
        from: 'development',
        to: 'staging',
        ahead: 2,
        behind: 0,
        isExact: true,
      },
      {
        from: 'development',
        to: 'production',
        ahead: 5,
        behind: 0,
        isExact: true,
      },
    ]);
  });

  it('waits for nobody, and announces when GitHub has answered', () => {
    const { announce, commits, learn, request } = setUp();
    const deployments = [
      deploymentIn('development', { tag: 'v6.0.0' }),
      deploymentIn('staging', { tag: 'v4.0.0' }),
    ];
    expect(commits.distancesOf(entity, deployments)).toEqual([]);
    expect(request).toHaveBeenCalledWith(repository, ['v6.0.0']);
    expect(request).toHaveBeenCalledWith(repository, ['v4.0.0']);
    learn('v6.0.0');
    learn('v4.0.0');
    learn('v5.0.0');
    expect(announce.mock.calls).toEqual([
      ['component:default/orders'],
      ['component:default/orders'],
    ]);
    request.mockClear();
    expect(commits.distancesOf(entity, deployments)).toHaveLength(1);
    expect(request).not.toHaveBeenCalled();
  });

  it('takes what Git asked for when the version of the image is no commit', () => {
    const { commits, learn, pass } = setUp();
    learn(sha('1'));
    learn(sha('3'));
    const deployments = [
      deploymentIn('development', { tag: 'v1.2.3', revision: sha('3') }),
      deploymentIn('staging', { tag: 'latest', revision: sha('1') }),
    ];
    // It may still turn out to be one.
    expect(commits.distancesOf(entity, deployments)).toEqual([]);
    pass(15_000);
    expect(commits.distancesOf(entity, deployments)).toMatchObject([
      { ahead: 2 },
    ]);
  });

  it('looks for the version of an image where its code is', () => {
    const { commits, request } = setUp();
    const apart = { ...entity, projectSlug: 'acme/orders-code' };
    commits.distancesOf(apart, [deploymentIn('staging', { tag: 'v1.0.0' })]);
    expect(request).toHaveBeenCalledWith(
      { ...repository, repo: 'orders-code' },
      ['v1.0.0'],
    );
  });

  it('adds commits to past deployments', () => {
    const { commits, learn } = setUp();
    learn(sha('9'));
    learn(sha('8'));
    const { history, sources } = commits.historyOf(
      entity,
      deploymentIn('staging'),
    );
    expect(history).toMatchObject([
      {
        id: 2,
        isCurrent: true,
        commit: { title: `Change ${sha('9')}`, author: 'Ana' },
      },
      { id: 1, isCurrent: false, commit: { revision: sha('8') } },
    ]);
    expect(sources).toEqual([{ name: 'GitHub', status: 'live' }]);
  });

  it('says so when GitHub does not tell them', () => {
    const { commits, pass } = setUp();
    const read = () => commits.historyOf(entity, deploymentIn('staging'));
    expect(read().sources).toEqual([{ name: 'GitHub', status: 'warming' }]);
    pass(15_000);
    expect(read()).toMatchObject({
      history: [{ commit: undefined }, { commit: undefined }],
      sources: [
        {
          name: 'GitHub',
          status: 'unavailable',
          message: expect.stringContaining('2 of the commits'),
        },
      ],
    });
  });

  it('S9: asks nothing about what is not confirmed, or is on another host', () => {
    const { commits, request } = setUp();
    const foreign = deploymentIn('staging', {
      confirmed: false,
      tag: 'v1.0.0',
    });
    const elsewhere = {
      ...deploymentIn('staging', { tag: 'v1.0.0' }),
      links: {
        external: [],
        repository: 'https://evil.example.com/acme/orders',
      },
    };
    for (const deployment of [foreign, elsewhere]) {
      expect(commits.distancesOf(entity, [deployment])).toEqual([]);
      expect(commits.historyOf(entity, deployment).sources).toEqual([]);
    }
    expect(request).not.toHaveBeenCalled();
  });

  it('takes the version of a chart for no commit', () => {
    const { commits } = setUp();
    const chart = { ...deploymentIn('staging'), links: { external: [] } };
    expect(commits.historyOf(entity, chart)).toMatchObject({
      history: [{ isCurrent: true }, { isCurrent: false }],
      sources: [],
    });
  });
});
