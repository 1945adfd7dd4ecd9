import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { parseAllDocuments } from 'yaml';

const role = 'role:golden-path-portal';

async function documentsOf(name: string) {
  const url = new URL(`../../../../platform/argocd/${name}`, import.meta.url);
  const text = await readFile(url, 'utf8');
  return parseAllDocuments(text).map(document => Object(document.toJS()));
}

it('S14: gives the account in an Argo CD API server get, and sync for the projects of teams, and no more', async () => {
  const [account, policy] = await documentsOf('portal-role.yaml');
  const projects = (await documentsOf('projects.yaml'))
    .map(({ metadata }): string => metadata.name)
    .filter(name => name !== 'default');
  assert.deepEqual(account.data, { 'accounts.golden-path-portal': 'apiKey' });
  assert.equal(policy.data['policy.default'], '');
  const lines = String(policy.data['policy.csv'])
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'));
  assert.deepEqual(lines, [
    `p, ${role}, applications, get, */*, allow`,
    ...projects.map(
      project => `p, ${role}, applications, sync, ${project}/*, allow`,
    ),
    `g, golden-path-portal, ${role}`,
  ]);
});
