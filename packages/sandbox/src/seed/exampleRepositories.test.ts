import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
  parseEntityRef,
  stringifyEntityRef,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { people } from '../github/identities/people.ts';
import { exampleAuthors } from './exampleAuthors.ts';
import { exampleRepositories } from './exampleRepositories.ts';
import { exampleEnvironments } from './exampleService.ts';
import { exampleServices } from './exampleServices.ts';
import type { RepositorySeed } from './repositorySeed.ts';

const run = promisify(execFile);
const kubectl = process.env.GOLDEN_PATH_TEST_KUBECTL;
const catalogDirectory = new URL('../../../../catalog/', import.meta.url);

const validators = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
];

/** Fields of a spec that name other entities, and the kind that a name without one means. */
const references = {
  owner: 'group',
  system: 'system',
  parent: 'group',
  children: 'group',
  memberOf: 'group',
  dependsOn: 'component',
  providesApis: 'api',
  consumesApis: 'api',
} as const;

function filesOf(repository: RepositorySeed): Map<string, string> {
  const files = new Map<string, string>();
  for (const commit of repository.commits) {
    for (const [path, content] of Object.entries(commit.files)) {
      if (content === null) {
        files.delete(path);
      } else {
        files.set(path, content);
      }
    }
  }
  return files;
}

function entitiesOf(text: string): Entity[] {
  return parseAllDocuments(text).map(document => {
    assert.deepEqual(document.errors, []);
    // What is no entity fails the validators.
    return document.toJS() as Entity;
  });
}

async function catalogEntities(): Promise<Entity[]> {
  const names = await readdir(catalogDirectory, { recursive: true });
  const texts = await Promise.all(
    names
      .filter(name => name.endsWith('.yaml'))
      .map(name => readFile(new URL(name, catalogDirectory), 'utf8')),
  );
  return texts.flatMap(entitiesOf);
}

describe('the example organisation', () => {
  const repositories = exampleRepositories();
  const services = repositories.filter(
    ({ name }) => name !== 'software-catalog',
  );

  it('has a history of real commits for each service (C18)', () => {
    const authors: string[] = Object.values(exampleAuthors).map(
      ({ email }) => email,
    );
    assert.ok(services.length >= 12);
    for (const { name, commits, tags = {} } of repositories) {
      const dates = commits.map(({ date }) => Date.parse(date));
      assert.deepEqual(
        dates,
        dates.toSorted((a, b) => a - b),
        name,
      );
      assert.ok(dates.every(date => new Date(date).getUTCFullYear() === 2026));
      assert.ok(commits.every(({ author }) => authors.includes(author.email)));
      assert.ok(Object.values(tags).every(index => commits[index]));
    }
    for (const { name, commits } of services) {
      assert.ok(commits.length >= 3 && commits.length <= 8, name);
    }
  });

  it('has only entities that the catalog accepts, and no dangling reference (C01-C09)', async () => {
    const all = [
      ...(await catalogEntities()),
      ...services.flatMap(repository =>
        entitiesOf(filesOf(repository).get('catalog-info.yaml') ?? ''),
      ),
    ];
    const known = new Set(all.map(entity => stringifyEntityRef(entity)));
    assert.equal(known.size, all.length, 'two entities have the same name');
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new NoForeignRootFieldsEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    for (const entity of all) {
      const label = stringifyEntityRef(entity);
      await policy.enforce(entity);
      const answers = await Promise.all(
        validators.map(validator => validator.check(withText(entity))),
      );
      assert.ok(answers.includes(true), `${label} is of an unknown kind`);
      for (const [field, defaultKind] of Object.entries(references)) {
        const targets = [entity.spec?.[field] ?? []].flat().map(String);
        for (const target of targets) {
          const reference = parseEntityRef(target, {
            defaultKind,
            defaultNamespace: 'default',
          });
          assert.ok(
            known.has(stringifyEntityRef(reference)),
            `${label} names ${target} as ${field}, which does not exist`,
          );
        }
      }
    }
  });

  it('points at every component and at every file of the catalog', async () => {
    const [catalog] = repositories.filter(
      ({ name }) => name === 'software-catalog',
    );
    const [location] = entitiesOf(
      filesOf(catalog).get('all-components.yaml') ?? '',
    );
    const base =
      'http://localhost:4000/acme/software-catalog/blob/main/all-components.yaml';
    assert.deepEqual(
      [location.spec?.targets]
        .flat()
        .map(target => new URL(String(target), base).href),
      services.map(
        ({ name }) =>
          `http://localhost:4000/acme/${name}/blob/main/catalog-info.yaml`,
      ),
    );
    for (const repository of services) {
      const files = filesOf(repository);
      for (const { kind, spec } of entitiesOf(
        files.get('catalog-info.yaml') ?? '',
      )) {
        if (kind === 'API') {
          const { $text } = Object(spec?.definition);
          assert.ok(files.has(String($text).slice(2)), `${$text} is missing`);
        }
      }
    }
  });

  it('knows the same people as the Git host', async () => {
    const users = (await catalogEntities()).filter(
      ({ kind }) => kind === 'User',
    );
    assert.deepEqual(
      users.map(({ metadata, spec }) => ({
        login: metadata.name,
        teams: spec?.memberOf,
        ...Object(spec?.profile),
      })),
      people.map(({ login, name, email, teams }) => ({
        login,
        teams,
        displayName: name,
        email,
      })),
    );
    for (const author of Object.values(exampleAuthors)) {
      assert.ok(
        people.some(
          ({ name, email }) => name === author.name && email === author.email,
        ),
      );
    }
  });
});

/** A definition in a file of its own is text by the time the catalog validates it. */
function withText(entity: Entity): Entity {
  return typeof entity.spec?.definition === 'object'
    ? { ...entity, spec: { ...entity.spec, definition: 'text' } }
    : entity;
}

describe(
  'the manifests of the example services',
  { skip: kubectl ? false : 'GOLDEN_PATH_TEST_KUBECTL names no kubectl' },
  () => {
    const directories: string[] = [];
    after(() =>
      Promise.all(
        directories.map(path => rm(path, { recursive: true, force: true })),
      ),
    );

    it('build in each environment with the version of the table (E01, E06-E08, E10)', async () => {
      for (const service of exampleServices) {
        const repository = exampleRepositories().find(
          ({ name }) => name === service.name,
        );
        assert.ok(repository);
        const directory = await mkdtemp(join(tmpdir(), 'manifests-'));
        directories.push(directory);
        for (const [path, content] of filesOf(repository)) {
          await mkdir(dirname(join(directory, path)), { recursive: true });
          await writeFile(join(directory, path), content);
        }
        if (service.workload === 'none') {
          continue;
        }
        for (const environment of exampleEnvironments) {
          const { stdout } = await run(kubectl ?? '', [
            'kustomize',
            join(directory, 'k8s/overlays', environment),
          ]);
          const image = `ghcr.io/acme/${service.name}:${service.versions[environment]}`;
          assert.match(stdout, new RegExp(`image: ${image}\\n`));
          assert.match(stdout, /runAsNonRoot: true/);
          assert.match(stdout, /readOnlyRootFilesystem: true/);
          assert.match(stdout, /cpu: 100m/);
          assert.match(stdout, /app.kubernetes.io\/managed-by: platform-team/);
          assert.match(stdout, new RegExp(`environment: ${environment}\\n`));
        }
      }
    });
  },
);
