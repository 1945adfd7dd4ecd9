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
    ({ files } = await scaffolder.run('nodejs-service', {
      ...basics,
      ...values,
    }));
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
    const problems = [...files].flatMap(([path, content]) =>
      // JSON is YAML too.
      /\.(ya?ml|json)$/.test(path)
        ? parseAllDocuments(content).flatMap(document =>
            document.errors.map(error => `${path}: ${error.message}`),
          )
        : [],
    );
    expect(problems).toEqual([]);
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
