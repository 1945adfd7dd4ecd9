import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Application } from './application.ts';
import { projectProblem } from './projectRules.ts';

const server = 'https://kubernetes.default.svc';
const project = {
  spec: {
    sourceRepos: [
      'https://github.com/acme/*',
      '!https://github.com/acme/secret',
    ],
    destinations: [{ server, namespace: 'orders-*' }],
  },
};

function application(
  repository: string,
  destination: Application['spec']['destination'],
): Application {
  const source = { repoURL: `https://github.com/${repository}` };
  return { spec: { project: 'orders-project', source, destination } };
}

const cases: [string, Application, string | undefined][] = [
  [
    'its own place',
    application('acme/orders', { server, namespace: 'orders-staging' }),
    undefined,
  ],
  [
    'the place of another team',
    application('acme/orders', { server, namespace: 'payments-staging' }),
    `application destination server '${server}' and namespace 'payments-staging' do not match any of the allowed destinations in project 'orders-project'`,
  ],
  [
    'another cluster',
    application('acme/orders', { name: 'eu', namespace: 'orders-staging' }),
    "application destination server 'eu' and namespace 'orders-staging' do not match any of the allowed destinations in project 'orders-project'",
  ],
  [
    'another repository',
    application('other/orders', { server, namespace: 'orders-staging' }),
    "application repo https://github.com/other/orders is not permitted in project 'orders-project'",
  ],
  [
    'a forbidden repository',
    application('acme/secret', { server, namespace: 'orders-staging' }),
    "application repo https://github.com/acme/secret is not permitted in project 'orders-project'",
  ],
];
for (const [name, subject, problem] of cases) {
  it(`says of ${name} what Argo CD says`, () => {
    assert.equal(projectProblem(subject, project), problem);
  });
}

it('knows no project that is not there', () => {
  const [[, subject]] = cases;
  assert.equal(
    projectProblem(subject, undefined),
    'application references project orders-project which does not exist',
  );
});
