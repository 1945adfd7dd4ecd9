import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exampleRepositories } from '../../seed/exampleRepositories.ts';
import type { BranchCommit } from '../argoCd/GitRepositories.ts';
import { builtImage, nextVersion } from './builtImage.ts';
import { commitToBuild, isIgnored, pipelineEmail } from './commitToBuild.ts';
import { isOwnImage, overlayImage, withImage } from './overlayImage.ts';
import { developmentOverlay } from './readPushedFiles.ts';

const id = (letter: string) => letter.repeat(40);

function commit(
  letter: string,
  paths: readonly string[],
  change: Partial<BranchCommit> = {},
): BranchCommit {
  const message = `Change ${letter}`;
  const authorEmail = 'ana@acme.example';
  return { id: id(letter), authorEmail, message, paths, ...change };
}

function own(letter: string, message: string): BranchCommit {
  const authorEmail = pipelineEmail;
  return commit(letter, ['k8s/x.yaml'], { authorEmail, message });
}

describe('of a push is built', () => {
  const ignored = ['k8s/**'];
  const deployed = own(
    'e',
    `Deploy v1 to development\n\nSource-commit: ${id('d')}`,
  );
  const rows: [string, BranchCommit[], string | undefined][] = [
    ['nothing of nothing', [], undefined],
    [
      'the newest commit',
      [commit('c', ['src/a']), commit('b', ['src/b'])],
      'c',
    ],
    ['nothing of a deployment', [commit('c', ['k8s/overlays/a'])], undefined],
    [
      'the newest commit, though only an older one matters',
      [commit('c', ['k8s/a']), commit('b', ['src/b', 'k8s/b'])],
      'c',
    ],
    [
      'nothing of what the pipeline itself pushed',
      [own('c', 'Deploy')],
      undefined,
    ],
    [
      'what was pushed while the pipeline deployed',
      [deployed, commit('f', ['src/f']), commit('d', ['src/d'])],
      'f',
    ],
    ['nothing again', [deployed, commit('d', ['src/d'])], undefined],
    [
      'nothing again that was deployed by its digest',
      [own('e', 'Deploy dddddddddddd to development'), commit('d', ['src/d'])],
      undefined,
    ],
    [
      'nothing that says so',
      [
        commit('c', ['src/a'], { message: 'Try [skip ci]' }),
        commit('b', ['src/b']),
      ],
      undefined,
    ],
  ];
  for (const [what, commits, expected] of rows) {
    it(what, () => {
      assert.equal(commitToBuild(commits, ignored)?.id[0], expected);
    });
  }
});

it('leaves out the paths that a workflow ignores', () => {
  const patterns = ['k8s/overlays/**', 'docs/**', '**.md', '*.txt'];
  const paths = {
    'k8s/overlays/production/kustomization.yaml': true,
    'k8s/base/deployment.yaml': false,
    'docs/index.html': true,
    'README.md': true,
    'src/deep/notes.md': true,
    'a.txt': true,
    'src/a.txt': false,
    'adocs/x': false,
  };
  for (const [path, expected] of Object.entries(paths)) {
    assert.equal(isIgnored(path, patterns), expected, path);
  }
  assert.ok(isIgnored('a/b/c.md', ['a/**/c.md']));
});

describe('a build makes', () => {
  const image = { name: 'ghcr.io/acme/web' };
  const make = (
    change: object,
    gitTags: Record<string, string> = {},
    deployedTags: string[] = [],
  ) =>
    builtImage({
      commit: id('c'),
      image: { ...image, ...change },
      gitTags: new Map(Object.entries(gitTags)),
      deployedTags,
    });

  it('the version after all that were ever named', () => {
    assert.equal(
      nextVersion(['v1.9.0', 'v1.10.3', 'v1.10.11', 'x']),
      'v1.10.12',
    );
    assert.equal(nextVersion(['latest']), undefined);
    const built = make({ newTag: 'v2.4.1' }, { 'v2.4.1': id('a') }, ['v2.4.2']);
    assert.deepEqual(built, {
      reference: { newTag: 'v2.4.3' },
      label: 'v2.4.3',
      gitTag: 'v2.4.3',
    });
  });

  it('the version that the commit is tagged with', () => {
    const tags = { 'v2.0.0-failing': id('c'), 'v1.0.0': id('a') };
    assert.deepEqual(make({ newTag: 'v1.0.0' }, tags), {
      reference: { newTag: 'v2.0.0-failing' },
      label: 'v2.0.0-failing',
    });
  });

  it('a short id where there are no versions', () => {
    assert.deepEqual(make({ newTag: 'main' }), {
      reference: { newTag: 'cccccccccccc' },
      label: 'cccccccccccc',
    });
  });

  it('an image by its digest where one is deployed, always the same', () => {
    const built = make({ digest: 'sha256:0', newName: 'starter' });
    assert.deepEqual(built, make({ digest: 'sha256:1' }));
    assert.match(JSON.stringify(built.reference), /"sha256:[0-9a-f]{64}"/);
    assert.equal(built.label, 'cccccccccccc');
  });
});

it('writes the image into an overlay, and leaves the rest of it as it is', () => {
  const starter = `# kept
images:
  - name: 'ghcr.io/acme/other'
    newTag: v1
  - name: 'ghcr.io/acme/web'
    newName: 'ghcr.io/acme/starter'
    digest: 'sha256:0'
patches:
  - patch: |
      - op: replace
`;
  assert.equal(isOwnImage(overlayImage(starter, 'web') ?? { name: '' }), false);
  const written = withImage(starter, 'web', { digest: 'sha256:1' });
  assert.equal(
    written,
    starter
      .replace("'ghcr.io/acme/web'", 'ghcr.io/acme/web')
      .replace("'ghcr.io/acme/starter'", 'ghcr.io/acme/web')
      .replace("'sha256:0'", 'sha256:1'),
  );
  for (const { name, commits } of exampleRepositories()) {
    const text = commits
      .flatMap(({ files }) => files[developmentOverlay] ?? [])
      .at(-1);
    const image = text ? overlayImage(text, name) : undefined;
    if (text && image) {
      const { newTag = '' } = image;
      assert.ok(isOwnImage(image));
      assert.equal(
        withImage(text, name, { newTag: 'v9.9.9' }),
        text.replace(`newTag: ${newTag}`, 'newTag: v9.9.9'),
      );
    }
  }
});
