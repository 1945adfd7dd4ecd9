import { mockCredentials } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createTestCreation } from '../__testUtils__/createTestCreation';
import { createArgoCdResourcesAction } from './createArgoCdResourcesAction';
import { examples } from './createArgoCdResourcesAction.examples';

const input = {
  appName: 'invoice-service',
  argoInstance: 'main',
  namespace: 'orders',
  projectName: 'orders-project',
  repoUrl: 'https://git.example.com/acme/invoice-service.git',
  environments: ['development', 'staging', 'production'],
  owner: 'team-orders',
};

const component = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: {},
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

type Test = ReturnType<typeof createTestCreation>;
interface Run {
  person?: string;
  input?: Partial<typeof input> & { entityRef?: string };
  isDryRun?: boolean;
}

async function run(test: Test, options: Run = {}) {
  const context = {
    ...createMockActionContext({ input: { ...input, ...options.input } }),
    isDryRun: options.isDryRun,
    getInitiatorCredentials: async () =>
      mockCredentials.user(`user:default/${options.person ?? 'ana'}`),
  };
  await createArgoCdResourcesAction(test).handler(context);
  return context;
}

describe('argocd:create-resources', () => {
  it('D35: makes an Application for each environment', async () => {
    const test = createTestCreation();
    const { output } = await run(test);

    expect([...test.manifests.keys()]).toEqual([
      'invoice-service-development',
      'invoice-service-staging',
      'invoice-service-production',
    ]);
    expect(output).toHaveBeenCalledWith(
      'applications',
      ['development', 'staging', 'production'].map(environment => ({
        name: `invoice-service-${environment}`,
        environment,
        instance: 'main',
        cluster: 'sandbox',
        namespace: 'argocd',
        url: `https://argocd.example.com/applications/argocd/invoice-service-${environment}`,
      })),
    );
  });

  it('makes one Application with exactly the name without environments', async () => {
    const test = createTestCreation();
    await run(test, { input: { environments: [], namespace: 'orders-qa' } });

    const manifest = test.manifests.get('invoice-service');
    expect(manifest?.metadata.labels).not.toHaveProperty('environment');
    expect(manifest?.spec).toMatchObject({
      source: { path: 'k8s/overlays' },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'orders-qa',
      },
      syncPolicy: { automated: {} },
    });
  });

  it('changes nothing when it runs again', async () => {
    const test = createTestCreation();
    await run(test);
    const before = structuredClone([...test.manifests]);
    await run(test);

    expect([...test.manifests]).toEqual(before);
  });

  it.each([
    ['another entity', { entityRef: 'component:default/other' }],
    ['no entity', { entityRef: undefined }],
    ['another team', { team: 'team-payments' }],
  ])(
    'does not take over an Application of %s, nor make any of the others',
    async (_title, difference) => {
      const test = createTestCreation();
      test.applications.set('invoice-service-production', {
        instance: 'main',
        name: 'invoice-service-production',
        cluster: 'sandbox',
        namespace: 'argocd',
        entityRef: 'component:default/invoice-service',
        team: 'team-orders',
        ...difference,
      });

      await expect(run(test)).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('invoice-service-production'),
      });
      expect(test.apply).not.toHaveBeenCalled();
    },
  );

  it('says what exists and how to remove it when it cannot finish', async () => {
    const test = createTestCreation();
    const apply = test.apply.getMockImplementation()!;
    test.apply.mockImplementation(async request => {
      if (request.manifest.metadata.name.endsWith('production')) {
        throw new Error('the API server is down');
      }
      return apply(request);
    });

    await expect(run(test)).rejects.toThrow(
      "Could not make application 'invoice-service-production'. These exist: invoice-service-development, invoice-service-staging. When the cause is gone, repeating this step goes on where it stopped. To remove them instead: kubectl --context sandbox --namespace argocd delete applications.argoproj.io invoice-service-development invoice-service-staging; caused by Error: the API server is down",
    );
  });

  it('makes nothing in a dry run, and says what it would make', async () => {
    const test = createTestCreation();
    const { output } = await run(test, { isDryRun: true });

    expect(test.apply).not.toHaveBeenCalled();
    expect(output).toHaveBeenCalledWith(
      'applications',
      expect.arrayContaining([
        {
          name: 'invoice-service-staging',
          environment: 'staging',
          instance: 'main',
        },
      ]),
    );
  });

  it('refuses an environment that nobody knows', async () => {
    await expect(
      run(createTestCreation(), { input: { environments: ['qa'] } }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message:
        "There is no environment 'qa'. Known environments: development, staging, production",
    });
  });

  it.each([
    ['a path in its name', { appName: '../x' }],
    ['no owner', { owner: undefined }],
  ])('refuses an application with %s', async (_title, wrong) => {
    await expect(
      run(createTestCreation(), { input: wrong }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });

  describe('denies', () => {
    const ownership = [
      {
        group: 'group:default/team-payments',
        namespaces: ['payments-staging'],
        projects: ['payments-project'],
      },
    ];
    const entities = [
      component('payment-service', 'group:default/team-payments'),
    ];
    const cases: [string, Run][] = [
      ['ben, who is not in team-orders', { person: 'ben' }],
      ['vic, who is in no team', { person: 'vic' }],
      [
        'ana the page of a service of another team',
        { input: { entityRef: 'component:default/payment-service' } },
      ],
      [
        'ana the project of another team',
        { input: { projectName: 'payments-project' } },
      ],
      [
        'ana the namespace of another team',
        { input: { namespace: 'payments' } },
      ],
      [
        'ana a namespace of the cluster',
        { input: { namespace: 'kube-system' } },
      ],
    ];

    it.each(cases)('%s', async (_title, options) => {
      const test = createTestCreation({ ownership, entities });

      await expect(run(test, options)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      expect(test.apply).not.toHaveBeenCalled();
    });

    it('a plan that was changed after it was checked', async () => {
      const test = createTestCreation({ ownership, entities });
      const credentials = mockCredentials.user('user:default/ben');

      await expect(
        test.creation.createApplications(
          {
            request: {
              name: 'x',
              owner: 'team-orders',
              entityRef: 'component:default/x',
              environments: [],
              namespace: 'x',
              project: 'x',
              repositoryUrl: 'x',
              path: 'x',
            },
            applications: [],
          },
          { credentials, checkpoint: part => part.fn() },
        ),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
    });
  });

  it('runs its examples', async () => {
    for (const { example } of examples) {
      const test = createTestCreation();
      await run(test, { person: 'pia', input: parse(example).steps[0].input });
      expect(test.apply).toHaveBeenCalled();
    }
  });
});
