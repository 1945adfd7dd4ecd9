import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bypassesProxy,
  scopesWithOwnRegistry,
  yarnEnvironment,
} from './yarnEnvironment.mjs';

const always = {
  YARN_NPM_MINIMAL_AGE_GATE: '0',
  YARN_ENABLE_TELEMETRY: 'false',
};
const mirror = 'https://npm.example.com/repository/all/';
const atMirror = {
  ...always,
  YARN_NPM_REGISTRY_SERVER: 'https://npm.example.com/repository/all',
};

const rows: {
  readonly name: string;
  readonly settings: Record<string, unknown>;
  readonly env?: Record<string, string>;
  readonly certificateFile?: string;
  readonly expected: Record<string, string>;
}[] = [
  {
    name: 'npm’s defaults',
    settings: {
      registry: 'https://registry.example.com/',
      cafile: null,
      proxy: null,
      'https-proxy': null,
      noproxy: [''],
      'strict-ssl': true,
    },
    expected: {
      ...always,
      YARN_NPM_REGISTRY_SERVER: 'https://registry.example.com',
    },
  },
  {
    name: 'a mirror with a token for its folder',
    settings: {
      registry: mirror,
      '//npm.example.com/repository/all/:_authToken': 'secret',
      '//elsewhere.example.com/:_authToken': 'not this one',
    },
    expected: {
      ...atMirror,
      YARN_NPM_AUTH_TOKEN: 'secret',
      YARN_NPM_ALWAYS_AUTH: 'true',
    },
  },
  {
    name: 'a mirror with credentials for its whole host',
    settings: { registry: mirror, '//npm.example.com/:_auth': 'YW5hOmFuYQ==' },
    expected: {
      ...atMirror,
      YARN_NPM_AUTH_IDENT: 'YW5hOmFuYQ==',
      YARN_NPM_ALWAYS_AUTH: 'true',
    },
  },
  {
    name: 'a company certificate in a file',
    settings: { registry: mirror, cafile: '/etc/company.pem' },
    certificateFile: '/cache/npm-ca.pem',
    expected: { ...atMirror, YARN_HTTPS_CA_FILE_PATH: '/etc/company.pem' },
  },
  {
    name: 'a company certificate in the settings themselves',
    settings: { registry: mirror, ca: ['-----BEGIN CERTIFICATE-----'] },
    certificateFile: '/cache/npm-ca.pem',
    expected: { ...atMirror, YARN_HTTPS_CA_FILE_PATH: '/cache/npm-ca.pem' },
  },
  {
    name: 'certificates that are not checked',
    settings: { registry: mirror, 'strict-ssl': false },
    expected: { ...atMirror, YARN_ENABLE_STRICT_SSL: 'false' },
  },
  {
    name: 'a mirror without TLS',
    settings: { registry: 'http://localhost:4873' },
    expected: {
      ...always,
      YARN_NPM_REGISTRY_SERVER: 'http://localhost:4873',
      YARN_UNSAFE_HTTP_WHITELIST: 'localhost',
    },
  },
  {
    name: 'proxies of npm',
    settings: {
      registry: mirror,
      proxy: 'http://proxy:1',
      'https-proxy': 'http://proxy:2',
    },
    expected: {
      ...atMirror,
      YARN_HTTP_PROXY: 'http://proxy:1',
      YARN_HTTPS_PROXY: 'http://proxy:2',
    },
  },
  {
    name: 'proxies of the environment',
    settings: { registry: mirror },
    env: { HTTPS_PROXY: 'http://proxy:2' },
    expected: { ...atMirror, YARN_HTTPS_PROXY: 'http://proxy:2' },
  },
  {
    name: 'a registry that is reached without the proxy',
    settings: {
      registry: mirror,
      'https-proxy': 'http://proxy:2',
      noproxy: ['localhost', '.example.com'],
    },
    expected: atMirror,
  },
  {
    name: 'what the user told Yarn directly',
    settings: { registry: mirror, cafile: '/etc/company.pem' },
    env: { YARN_NPM_REGISTRY_SERVER: 'https://other.example.com' },
    expected: { ...always, YARN_HTTPS_CA_FILE_PATH: '/etc/company.pem' },
  },
];

for (const { name, settings, env, certificateFile, expected } of rows) {
  test(`Yarn gets ${name}`, () => {
    assert.deepEqual(
      yarnEnvironment(settings, { env, certificateFile }),
      expected,
    );
  });
}

test('the hosts that a no-proxy list means', () => {
  const list = 'localhost, .example.com,*.internal';
  assert.equal(bypassesProxy(list, 'localhost'), true);
  assert.equal(bypassesProxy(list, 'npm.example.com'), true);
  assert.equal(bypassesProxy(list, 'npm.internal'), true);
  assert.equal(bypassesProxy(list, 'notexample.com'), false);
  assert.equal(bypassesProxy('*', 'anything.example.org'), true);
  assert.equal(bypassesProxy(['', null], 'npm.example.com'), false);
});

test('scopes with a registry of their own are named', () => {
  assert.deepEqual(
    scopesWithOwnRegistry({
      registry: mirror,
      '@acme:registry': 'https://npm.acme.example.com/',
    }),
    ['@acme'],
  );
});
