import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  type Entity,
} from '@backstage/catalog-model';
import { applicationNameOf } from '@golden-path/plugin-platform-common';
import { parse, parseAllDocuments } from 'yaml';
import {
  environmentParameters,
  startScaffolder,
  type GoldenPathRun,
  type Scaffolder,
} from './__testUtils__/startScaffolder';

const basics = {
  name: 'invoice-service',
  owner: 'group:default/team-payments',
  description: 'Writes invoices',
};
const oddDescription =
  'It\'s "odd": ${{ values.name }} {% for %} {# - & <b> \\ # yes';
/** The same for every choice: an environment can be added later without new files. */
const skeletonPaths = [
  '.dockerignore',
  '.editorconfig',
  '.env.development',
  '.github/workflows/ci.yaml',
  '.github/workflows/deploy.yaml',
  '.gitignore',
  'CODEOWNERS',
  'Dockerfile',
  'README.md',
  'catalog-info.yaml',
  'docs/index.md',
  'docs/runbook.md',
  'eslint.config.js',
  'k8s/base/deployment.yaml',
  'k8s/base/hpa.yaml',
  'k8s/base/kustomization.yaml',
  'k8s/base/networkpolicy.yaml',
  'k8s/base/pdb.yaml',
  'k8s/base/service.yaml',
  'k8s/base/serviceaccount.yaml',
  'k8s/overlays/development/kustomization.yaml',
  'k8s/overlays/production/kustomization.yaml',
  'k8s/overlays/staging/kustomization.yaml',
  'mkdocs.yml',
  'openapi.yaml',
  'package-lock.json',
  'package.json',
  'src/app.ts',
  'src/config.ts',
  'src/index.ts',
  'src/middleware/auth.ts',
  'src/middleware/logging.ts',
  'src/middleware/metrics.ts',
  'src/routes/health.ts',
  'src/routes/orders-example.ts',
  'src/shutdown.ts',
  'test/app.test.ts',
  'test/auth.test.ts',
  'test/config.test.ts',
  'test/shutdown.test.ts',
  'test/startApp.ts',
  'tsconfig.build.json',
  'tsconfig.json',
  'vitest.config.ts',
];
const everywhere = ['development', 'staging', 'production'];

let scaffolder: Scaffolder;
beforeAll(async () => {
  scaffolder = await startScaffolder();
});
afterAll(() => scaffolder.stop());

const run = (values: object) =>
  scaffolder.run('nodejs-service', { ...basics, ...values });

describe('the form of nodejs-service', () => {
  it.each([
    ['a name with capitals', { name: 'Invoice' }],
    ['a name that climbs', { name: '..' }],
    ['a name of 256 characters', { name: 'a'.repeat(256) }],
    ['a name of 41 characters', { name: 'a'.repeat(41) }],
    ['a name that ends with a hyphen', { name: 'invoice-' }],
    ['a name that starts with a digit', { name: '1nvoice' }],
    ['a name with a line break', { name: 'invoice\n' }],
    ['an owner that is a person', { owner: 'user:default/ana' }],
    ['an owner with a template in it', { owner: '${{ secrets }}' }],
    ['an empty description', { description: ' ' }],
    ['a description of two lines', { description: 'a\nowner: root' }],
    ['a description of 201 characters', { description: 'a'.repeat(201) }],
    ['an unknown environment', { moreOptions: true, environments: ['moon'] }],
    ['no environment', { moreOptions: true, environments: [] }],
    [
      'a number with YAML in it',
      { moreOptions: true, replicaCount: '3\na: b' },
    ],
    ['too many replicas', { moreOptions: true, replicaCount: 11 }],
    ['options that were not asked for', { environments: ['production'] }],
  ])('refuses %s with 400', async (_what, values) => {
    const { status, problems, inputs } = await run(values);
    expect(status).toBe(400);
    expect(problems).not.toEqual([]);
    expect([...inputs]).toEqual([]);
  });

  it('takes the shortest and the longest name', async () => {
    expect((await run({ name: 'a' })).status).toBe(200);
    expect((await run({ name: 'a'.repeat(40) })).status).toBe(200);
  });
});

describe('the steps of nodejs-service', () => {
  it('checks, publishes and deploys with the defaults', async () => {
    const { inputs } = await run({});
    expect([...inputs.keys()]).toEqual([
      'platform:name:check',
      'publish:github',
      'argocd:create-resources',
    ]);
    expect(inputs.get('platform:name:check')).toEqual({
      name: 'invoice-service',
      owner: 'group:default/team-payments',
      environments: everywhere,
    });
    expect(inputs.get('publish:github')).toMatchObject({
      repoUrl: 'github.com?owner=Acme&repo=invoice-service',
      description: 'Writes invoices',
      repoVisibility: 'private',
      defaultBranch: 'main',
      collaborators: [{ team: 'team-payments', access: 'maintain' }],
      gitCommitMessage: expect.stringMatching(/^Requested-by: user:/m),
    });
    expect(inputs.get('argocd:create-resources')).toEqual({
      appName: 'invoice-service',
      argoInstance: 'main',
      namespace: 'payments',
      projectName: 'payments-project',
      repoUrl: 'https://github.com/Acme/new-service.git',
      path: 'k8s/overlays',
      environments: everywhere,
      owner: 'group:default/team-payments',
      entityRef: 'component:default/invoice-service',
    });
  });

  it('takes the options that were unfolded, and only those', async () => {
    const options = { environments: ['staging'], repoVisibility: 'public' };
    const unfolded = await run({ moreOptions: true, ...options });
    expect(unfolded.inputs.get('argocd:create-resources')).toMatchObject({
      environments: ['staging'],
    });
    expect(unfolded.inputs.get('publish:github')).toMatchObject({
      repoVisibility: 'public',
    });
    const folded = await run({ moreOptions: false, ...options });
    expect(folded.inputs.get('argocd:create-resources')).toMatchObject({
      environments: everywhere,
    });
    expect(folded.inputs.get('publish:github')).toMatchObject({
      repoVisibility: 'private',
    });
  });

  it('passes an odd description on as it is', async () => {
    const { inputs } = await run({ description: oddDescription });
    expect(inputs.get('publish:github')).toMatchObject({
      description: oddDescription,
    });
  });

  it('D38: leads to the repository, the catalog, the deployment and the docs', async () => {
    const { output } = await run({});
    expect(output.links).toEqual([
      expect.objectContaining({ title: 'Open in catalog', icon: 'catalog' }),
      expect.objectContaining({
        title: 'Open repository',
        url: 'https://github.com/Acme/new-service.git',
      }),
      expect.objectContaining({
        title: 'Follow the deployment',
        url: '/catalog/default/component/invoice-service',
      }),
      expect.objectContaining({
        title: 'Read the docs',
        url: '/docs/default/component/invoice-service',
      }),
    ]);
    expect(JSON.stringify(output.text)).toContain(
      'git clone https://github.com/Acme/new-service.git',
    );
  });
});

describe.each([
  ['with the defaults', {}, everywhere],
  [
    'for development only',
    { moreOptions: true, environments: ['development'] },
    ['development'],
  ],
  ['with an odd description', { description: oddDescription }, everywhere],
  ['with a name that YAML takes for a boolean', { name: 'no' }, everywhere],
  [
    'with a system and a bare owner',
    {
      moreOptions: true,
      owner: 'team-payments',
      system: 'system:default/payments',
    },
    everywhere,
  ],
])('the files of nodejs-service %s', (_what, values, environments) => {
  const { name, description } = { ...basics, ...values };
  let files: GoldenPathRun['files'];
  beforeAll(async () => {
    ({ files } = await run(values));
  });

  it('E01: are all there', () => {
    expect([...files.keys()].sort()).toEqual(skeletonPaths);
  });

  it('have no template left in them', () => {
    const left = [...files]
      .filter(([path]) => !path.startsWith('.github/workflows/'))
      .filter(([, content]) =>
        /\$\{\{|\{%|\{#/.test(
          content
            .replaceAll(description, '')
            .replaceAll(JSON.stringify(description), ''),
        ),
      )
      .map(([path]) => path);
    expect(left).toEqual([]);
  });

  it('parse', () => {
    for (const [path, content] of files) {
      if (/\.ya?ml$/.test(path)) {
        const problems = parseAllDocuments(content).flatMap(
          document => document.errors,
        );
        expect({ path, problems }).toEqual({ path, problems: [] });
      }
      if (path.endsWith('.json')) {
        expect(() => JSON.parse(content)).not.toThrow();
      }
    }
    expect(JSON.parse(files.get('package.json')!)).toMatchObject({
      name,
      description,
    });
    expect(JSON.parse(files.get('package-lock.json')!).name).toBe(name);
    expect(parse(files.get('openapi.yaml')!).info.description).toBe(
      description,
    );
  });

  it('E14: describe a component and its API that the catalog takes', async () => {
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new NoForeignRootFieldsEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    const [component, api] = parseAllDocuments(
      files.get('catalog-info.yaml')!,
    ).map(document => document.toJS() as Entity);
    await policy.enforce(component);
    await expect(
      componentEntityV1alpha1Validator.check(component),
    ).resolves.toBe(true);
    const definition = files.get('openapi.yaml')!;
    const resolved = { ...api, spec: { ...api.spec, definition } };
    await policy.enforce(resolved);
    await expect(apiEntityV1alpha1Validator.check(resolved)).resolves.toBe(
      true,
    );

    expect(component).toMatchObject({
      metadata: {
        name,
        description,
        annotations: {
          'github.com/project-slug': `${environmentParameters.repositoryOwner}/${name}`,
          'argocd/app-name': environments
            .map(environment => applicationNameOf(name, environment))
            .join(','),
        },
      },
      spec: {
        owner: 'group:default/team-payments',
        lifecycle: environments.includes('production')
          ? 'production'
          : 'experimental',
        providesApis: [`${name}-api`],
      },
    });
    expect(component.spec?.system).toBe(
      'system' in values ? values.system : undefined,
    );
    expect(api).toMatchObject({
      kind: 'API',
      metadata: { name: `${name}-api` },
      spec: { definition: { $text: './openapi.yaml' } },
    });
  });
});
