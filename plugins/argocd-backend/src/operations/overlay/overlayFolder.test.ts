import type { LiveSource } from '../../client/LiveApplication';
import { describeUnsupportedSource, overlayFolder } from './overlayFolder';

const source: LiveSource = {
  repositoryUrl: 'https://github.com/acme/orders',
  path: 'k8s/overlays/staging',
  targetRevision: 'HEAD',
  type: 'kustomize',
  overridesImages: false,
};

describe('overlayFolder', () => {
  it.each([
    ['k8s/overlays/staging', 'k8s/overlays/staging'],
    ['./k8s/overlays/staging/', 'k8s/overlays/staging'],
    ['/k8s', 'k8s'],
    ['.', ''],
    ['./', ''],
    ['', ''],
    [undefined, ''],
  ])('%j is %j', (path, expected) => {
    expect(overlayFolder(path)).toBe(expected);
  });
});

describe('describeUnsupportedSource', () => {
  it.each<[Partial<LiveSource>, boolean, string | undefined]>([
    [{}, true, undefined],
    // Nothing was compared yet: whether there is a kustomization, the folder tells.
    [{ type: 'unknown' }, true, undefined],
    [{ path: undefined }, true, 'It is made from a Helm chart.'],
    [{ type: 'helm' }, true, 'It is made from a Helm chart.'],
    [{ type: 'plugin' }, true, 'It is made by a plugin of Argo CD.'],
    [{ type: 'directory' }, true, 'It is made from plain manifests'],
    [{ path: 'k8s/../../x' }, true, 'leads out of the repository'],
    [{}, false, 'is not on a host of integrations.github'],
    [{ overridesImages: true }, true, 'The application itself names the image'],
  ])('%j, on a known host: %s', (values, isKnown, expected) => {
    const reason = describeUnsupportedSource({ ...source, ...values }, isKnown);
    expect(reason ?? 'none').toContain(expected ?? 'none');
  });
});
