import type { ImageEdit } from './ImageEdit';
import { overlayImage } from './overlayImage';

const edit = (
  to: ImageEdit['to'],
  name = 'ghcr.io/acme/orders',
): ImageEdit => ({
  name,
  to,
});

const cases: [string, string, ImageEdit[], string][] = [
  [
    'a tag, and leaves comments and layout',
    '# ours\nresources:\n- ../../base   # below\n\nimages:\n- name: ghcr.io/acme/orders # the service\n  newTag: v1.8.2 # keep\n- {name: envoy, newTag: "1.30"}\n\npatches: []\n',
    [edit({ newTag: 'v1.9.0' })],
    '# ours\nresources:\n- ../../base   # below\n\nimages:\n- name: ghcr.io/acme/orders # the service\n  newTag: v1.9.0 # keep\n- {name: envoy, newTag: "1.30"}\n\npatches: []\n',
  ],
  [
    'a digest instead of a tag',
    'images:\n  - name: ghcr.io/acme/orders\n    newTag: v1.8.2\n',
    [edit({ digest: 'sha256:abc' })],
    'images:\n  - name: ghcr.io/acme/orders\n    digest: sha256:abc\n',
  ],
  [
    'a tag instead of a digest',
    'images:\n  - name: ghcr.io/acme/orders\n    digest: sha256:abc\n',
    [edit({ newTag: 'v1.9.0' })],
    'images:\n  - name: ghcr.io/acme/orders\n    newTag: v1.9.0\n',
  ],
  [
    'a digest beside its tag',
    'images:\n  - name: ghcr.io/acme/orders\n    newTag: v1.8.2\n',
    [edit({ newTag: 'v1.9.0', digest: 'sha256:abc' })],
    'images:\n  - name: ghcr.io/acme/orders\n    newTag: v1.9.0\n    digest: sha256:abc\n',
  ],
  [
    'a tag that looks like a number as a text',
    'images:\n  - name: ghcr.io/acme/orders\n    newTag: "1.9"\n',
    [edit({ newTag: '1.10' })],
    'images:\n  - name: ghcr.io/acme/orders\n    newTag: "1.10"\n',
  ],
  [
    'a plain tag that would be a number',
    'images:\n  - name: ghcr.io/acme/orders\n    newTag: v1\n',
    [edit({ newTag: '20260102' })],
    'images:\n  - name: ghcr.io/acme/orders\n    newTag: "20260102"\n',
  ],
  [
    'the name of another image away',
    'images:\n  - name: ghcr.io/acme/orders\n    newName: docker.io/nginx\n    digest: sha256:abc\n',
    [edit({ newTag: 'v1.0.0' })],
    'images:\n  - name: ghcr.io/acme/orders\n    newTag: v1.0.0\n',
  ],
  [
    'an entry where there are no images',
    'resources:\n  - ../../base\n',
    [edit({ newTag: 'v1.9.0' })],
    'resources:\n  - ../../base\nimages:\n  - name: ghcr.io/acme/orders\n    newTag: v1.9.0\n',
  ],
  [
    'an entry where images is empty',
    'images: []\nresources:\n  - ../../base\n',
    [edit({ newTag: 'v1.9.0' })],
    'images: [ { name: ghcr.io/acme/orders, newTag: v1.9.0 } ]\nresources:\n  - ../../base\n',
  ],
  [
    'nothing else of a file with Windows line ends',
    'images:\r\n  - name: ghcr.io/acme/orders\r\n    newTag: v1\r\n',
    [edit({ newTag: 'v2' })],
    'images:\r\n  - name: ghcr.io/acme/orders\r\n    newTag: v2\r\n',
  ],
  [
    'two images at once',
    'images:\n  - name: a\n    newTag: v1\n  - name: b\n    newTag: v1\n',
    [edit({ newTag: 'v2' }, 'a'), edit({ newTag: 'v3' }, 'b')],
    'images:\n  - name: a\n    newTag: v2\n  - name: b\n    newTag: v3\n',
  ],
  [
    'an entry away that there was not before',
    'resources:\n  - ../../base\nimages:\n  - name: ghcr.io/acme/orders\n    newTag: v1.9.0\n',
    [edit(undefined)],
    'resources:\n  - ../../base\n',
  ],
];

describe('overlayImage', () => {
  it.each(cases)('writes %s', (...[, content, edits, expected]) => {
    expect(overlayImage(content, edits)).toBe(expected);
  });

  it('changes nothing where it says so already', () => {
    const content = cases[0][1];
    expect(overlayImage(content, [edit({ newTag: 'v1.8.2' })])).toBe(content);
  });
});
