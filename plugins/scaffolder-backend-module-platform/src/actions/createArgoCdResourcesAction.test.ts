import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type {
  Operation,
  OperationsApi,
  Plan,
} from '@golden-path/plugin-operations-common';
import type { ApplicationSummary } from '@golden-path/plugin-platform-node';
import { parse } from 'yaml';
import { createArgoCdResourcesAction } from './createArgoCdResourcesAction';
import { examples } from './createArgoCdResourcesAction.examples';

const input = {
  appName: 'invoice-service',
  namespace: 'orders',
  projectName: 'orders-project',
  repoUrl: 'https://git.example.com/acme/invoice-service.git',
  environments: ['development', 'production'],
  owner: 'team-orders',
};

const request = {
  kind: 'create-applications',
  ownerRef: 'group:default/team-orders',
  input: {
    name: 'invoice-service',
    namespace: 'orders',
    project: 'orders-project',
    repositoryUrl: 'https://git.example.com/acme/invoice-service.git',
    environments: ['development', 'production'],
  },
};

const plan: Plan = {
  kind: 'create-applications',
  title: 'Make 2 applications of invoice-service',
  summary: 'It gets two.',
  risk: 'medium',
  target: { key: 'k', title: 't', environment: null },
  input: {},
  changes: [],
  files: [],
  warnings: [],
  phases: [],
  onFailure: '',
  undo: { possible: true, description: '' },
  approvals: [],
  blockers: [],
  hash: 'the-hash',
  plannedAt: '2026-01-02T00:00:00Z',
};

function operationOf(values: Partial<Operation>): Operation {
  return {
    id: 'op-1',
    kind: 'create-applications',
    title: plan.title,
    risk: 'medium',
    target: plan.target,
    status: 'succeeded',
    requestedBy: 'user:default/ana',
    surface: 'template',
    brokeFreeze: false,
    requestedAt: '2026-01-02T00:00:00Z',
    progress: { done: 1, total: 1 },
    revision: 1,
    plan,
    phases: [],
    decisions: [],
    abilities: {
      cancel: { allowed: false, reason: '' },
      retry: { allowed: false, reason: '' },
      undo: { allowed: true },
      decide: { allowed: false, reason: '' },
    },
    ...values,
  };
}

async function run(
  options: {
    input?: object;
    isDryRun?: boolean;
    outcome?: Partial<Operation>;
  } = {},
) {
  const operations = {
    plan: jest.fn<Promise<Plan>, Parameters<OperationsApi['plan']>>(
      async () => plan,
    ),
    run: jest.fn<Promise<Operation>, Parameters<OperationsApi['run']>>(
      async () => operationOf({ status: 'accepted' }),
    ),
    async *follow() {
      yield operationOf({ status: 'running' });
      yield operationOf(options.outcome ?? {});
    },
  };
  const context = {
    ...createMockActionContext({ input: { ...input, ...options.input } }),
    isDryRun: options.isDryRun,
    getInitiatorCredentials: async () =>
      mockCredentials.user('user:default/ana'),
  };
  const find = async ({
    instance,
    name,
  }: {
    instance: string;
    name: string;
  }): Promise<ApplicationSummary> => ({
    instance,
    name,
    cluster: 'sandbox',
    namespace: 'argocd',
    url: `https://argocd.example.com/applications/argocd/${name}`,
  });
  const action = createArgoCdResourcesAction({
    applications: { find },
    auth: mockServices.auth({ pluginId: 'scaffolder' }),
    // What the action does not call is not there.
    operations: operations as Partial<OperationsApi> as OperationsApi,
    appUrl: 'https://portal.example.com',
    delay: async () => {},
    platform: {
      environments: ['development', 'production'].map(name => ({
        name,
        cluster: 'sandbox',
        argocd: 'main',
      })),
    },
  });
  const outcome = await action.handler(context).then(
    () => undefined,
    (error: Error) => error,
  );
  return { output: context.output, operations, outcome };
}

describe('argocd:create-resources', () => {
  it('D35: has an Application made for each environment, by an operation', async () => {
    const { operations, output, outcome } = await run();
    expect(outcome).toBeUndefined();
    expect(operations.plan).toHaveBeenCalledWith(
      expect.objectContaining(request),
      expect.objectContaining({ token: expect.stringContaining('ana') }),
    );
    expect(operations.run).toHaveBeenCalledWith(
      expect.objectContaining({
        ...request,
        planHash: 'the-hash',
        surface: 'template',
      }),
      expect.anything(),
    );
    const made = ['development', 'production'].map(environment => ({
      name: `invoice-service-${environment}`,
      environment,
      instance: 'main',
      cluster: 'sandbox',
      namespace: 'argocd',
      url: `https://argocd.example.com/applications/argocd/invoice-service-${environment}`,
    }));
    expect(output).toHaveBeenCalledWith('applications', made);
    expect(output).toHaveBeenCalledWith(
      'links',
      made.map(({ name, url }) => ({ title: `${name} in Argo CD`, url })),
    );
  });

  it('makes nothing in a dry run, and says what it would make', async () => {
    const { operations, output } = await run({ isDryRun: true });
    expect(operations.run).not.toHaveBeenCalled();
    expect(output).toHaveBeenCalledWith('applications', [
      {
        name: 'invoice-service-development',
        environment: 'development',
        instance: 'main',
      },
      {
        name: 'invoice-service-production',
        environment: 'production',
        instance: 'main',
      },
    ]);
  });

  it('names the one without environments as the service', async () => {
    const { output } = await run({
      isDryRun: true,
      input: { environments: [], argoInstance: 'west' },
    });
    expect(output).toHaveBeenCalledWith('applications', [
      { name: 'invoice-service', environment: undefined, instance: 'west' },
    ]);
  });

  it('fails with what the operation failed with', async () => {
    const { outcome } = await run({
      outcome: { status: 'failed', problem: 'the API server is down' },
    });
    expect(outcome?.message).toContain('the API server is down');
  });

  it.each([
    ['a path in its name', { appName: '../x' }],
    ['no owner', { owner: undefined }],
    ['an owner that is no group', { owner: 'user:default/ana' }],
  ])('refuses an application with %s', async (_title, wrong) => {
    const { operations, outcome } = await run({ input: wrong });
    expect(outcome?.name).toBe('InputError');
    expect(operations.plan).not.toHaveBeenCalled();
  });

  it('runs its examples', async () => {
    for (const { example } of examples) {
      const { operations } = await run({
        input: parse(example).steps[0].input,
      });
      expect(operations.run).toHaveBeenCalled();
    }
  });
});
