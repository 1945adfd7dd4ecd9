import { deploymentOf } from '../__testUtils__/exampleDeployments';
import { knownVersionsOf } from './knownVersionsOf';

const name = 'ghcr.io/acme/order-service';
const entry = { id: 1, revision: 'a', automated: true };

describe('knownVersionsOf', () => {
  it('offers what ran here and what runs elsewhere, once each, but not what runs here, nor other images', () => {
    const here = deploymentOf('staging', {
      images: [
        { name, tag: 'v2' },
        { name: 'envoy', tag: 'v9' },
      ],
      history: [
        { ...entry, images: [{ name, tag: 'v2' }] },
        { ...entry, images: [{ name, tag: 'v1' }] },
        { ...entry, images: [{ name, digest: 'sha256:1' }] },
        entry,
      ],
    });
    const elsewhere = [
      deploymentOf('development', { images: [{ name, tag: 'v3' }] }),
      here,
      deploymentOf('production', { images: [{ name, tag: 'v1' }] }),
    ];
    expect(knownVersionsOf(here, elsewhere)).toEqual(['v3', 'v1', 'sha256:1']);
    expect(knownVersionsOf({ images: [], history: [] }, elsewhere)).toEqual([]);
  });
});
