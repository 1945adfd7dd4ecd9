import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNamePattern } from '@golden-path/plugin-platform-common';
import { parse } from 'yaml';
import {
  startScaffolder,
  templatesFolder,
  type Scaffolder,
} from './__testUtils__/startScaffolder';

const basics = {
  name: 'invoice-service',
  owner: 'group:default/team-payments',
  description: 'Writes invoices',
};
const oddDescription =
  'It\'s "odd": ${{ values.name }} {% for %} {# - & <b> \\ # yes';
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

  it('has the rule for names of the whole platform', () => {
    const path = join(templatesFolder, 'nodejs-service/template.yaml');
    const [{ properties }] = parse(readFileSync(path, 'utf8')).spec.parameters;
    expect(properties.name.pattern).toBe(serviceNamePattern.source);
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

  it.each([
    ['platform:name:check', ['platform:name:check'], false],
    ['publish:github', ['platform:name:check', 'publish:github'], true],
    [
      'argocd:create-resources',
      ['platform:name:check', 'publish:github', 'argocd:create-resources'],
      true,
    ],
  ])(
    'reports what exists when %s fails, and goes no further',
    async (failing, ran, checked) => {
      const { status, inputs, problems } = await scaffolder.run(
        'nodejs-service',
        basics,
        { failing },
      );
      expect(status).toBe(500);
      expect(problems).toEqual([`${failing} fails in this test`]);
      expect([...inputs.keys()]).toEqual([...ran, 'platform:failure:report']);
      expect(inputs.get('platform:failure:report')).toEqual({
        name: 'invoice-service',
        owner: 'group:default/team-payments',
        checked,
      });
    },
  );

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
        url: 'https://github.com/Acme/new-service',
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
