import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { loadConfigSchema } from '@backstage/config-loader';
import { parse } from 'yaml';
import { root } from './launcher/setUp.mjs';
import { readRepository } from './architecture/readRepository.mts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

const pages = [
  ...globSync('*.md', { cwd: root }),
  ...globSync('docs/**/*.md', { cwd: root }),
].map(path => ({ path, text: read(path) }));

/** The commands of a package manager that are not scripts of ours. */
const builtIn = ['ci', 'config', 'install', 'login', 'changeset', 'workspace'];

test('every npm and yarn script that the documentation names exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const missing = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:`|^|&& )(?:npm(?: run)?|yarn) ([a-z][a-z:-]*)/gm)]
      .map(([, name]) => name)
      // A skeleton's own scripts are described by "npm ci && npm test && npm run build" too, which exist here as well.
      .filter(name => !builtIn.includes(name) && !(name in scripts))
      .map(name => `${path}: ${name}`),
  );
  assert.deepEqual(missing, []);
});

test('every example of configuration is accepted by the schema', async () => {
  const { packages } = readRepository(root);
  const schema = await loadConfigSchema({
    dependencies: packages.map(
      ({ path }) => JSON.parse(read(`${path}/package.json`)).name,
    ),
    noUndeclaredProperties: true,
  });
  const base = {
    context: 'app-config.yaml',
    data: parse(read('app-config.yaml')),
  };
  const examples = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/^```yaml title="app-config[^"]*"\n(.*?)^```/gms)].map(
      ([, example]) => ({ context: path, data: parse(example) }),
    ),
  );
  assert.ok(examples.length > 0);
  for (const example of examples) {
    schema.process([base, example]);
  }
  assert.throws(
    () =>
      schema.process([
        base,
        { context: 'misspelt', data: { platform: { admin: [] } } },
      ]),
    /admin/,
  );
});

test('every link inside the documentation leads somewhere', () => {
  const broken = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)]
      .map(([, target]) => target)
      .filter(target => !existsSync(join(root, dirname(path), target)))
      .map(target => `${path}: ${target}`),
  );
  assert.deepEqual(broken, []);
});

test('every page is in the navigation, or in the list of decisions', () => {
  const navigation = `${read('mkdocs.yml')}\n${read('docs/adr/index.md')}`;
  const lost = globSync('**/*.md', { cwd: join(root, 'docs') }).filter(
    page => !navigation.includes(page.replace(/^adr\/(?=\d)/, '')),
  );
  assert.deepEqual(lost, []);
});

test('every variable of the production configuration is described', () => {
  const configuration =
    read('app-config.yaml') + read('app-config.production.yaml');
  const reference = read('docs/reference/configuration.md');
  const variables = new Set(
    [...configuration.matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name]) => name),
  );
  assert.deepEqual(
    [...variables].filter(name => !reference.includes(`\`${name}\``)),
    [],
  );
});
