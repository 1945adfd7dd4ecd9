import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { startGitHubForTest } from './__testUtils__/startGitHubForTest.ts';
import type { GitHubForTest } from './__testUtils__/startGitHubForTest.ts';

const nasty = '<img src=x onerror=alert(1)>';
const author = { name: 'Ana "& Silva', email: 'ana@acme.example' };

const hostile = {
  owner: 'acme',
  name: 'hostile',
  description: nasty,
  topics: [],
  defaultBranch: 'main' as const,
  commits: [
    {
      message: `${nasty}\n\n${nasty}`,
      author,
      date: '2026-01-05T09:00:00Z',
      files: {
        'README.md': [
          nasty,
          '<script>alert(1)</script>',
          '[click](javascript:alert(1))',
          '[click]( java\nscript:alert(1))',
          '![x](//evil.example/x.png)',
          `![${nasty}"](https://evil.example/x.png)`,
          '[neighbour](docs/a.md "onclick=x")',
        ].join('\n\n'),
        [`${nasty}.txt`]: `${nasty}\n`,
        'page.html': '<script>alert(1)</script>\n',
        'picture.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
        'docs/a.md': '# A\n',
        'docs/percent%2e and #hash?.txt': 'found\n',
      },
    },
  ],
};

async function open(stand: GitHubForTest, path: string) {
  const response = await fetch(stand.github.url + path);
  const text = await response.text();
  return { response, text };
}

/** The address exactly as given: `fetch` would clean it first. */
function openAsIs(stand: GitHubForTest, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(stand.github.url);
    request({ host: hostname, port, path }, response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test('shows organisation, repository, folder, file, commits, commit and people', async t => {
  const stand = await startGitHubForTest(t);
  const { data: commits } = await stand
    .octokit()
    .repos.listCommits({ owner: 'acme', repo: 'order-service' });
  const expectations: Record<string, string[]> = {
    '/acme': ['order-service', 'Takes orders'],
    '/ana': ['Ana Silva', 'No repositories yet'],
    '/acme/order-service': [
      'catalog-info.yaml',
      '<h1>Order service</h1>',
      `${stand.github.url}/acme/order-service.git`,
      'Deploy to development',
    ],
    '/acme/order-service/tree/v1.0.0': ['obsolete.txt'],
    '/acme/order-service/tree/main/k8s/base': ['deployment.yaml'],
    '/acme/order-service/blob/main/k8s/base/deployment.yaml': [
      '<td>kind: Deployment</td>',
    ],
    '/acme/order-service/commits': ['Take orders', 'Deploy to development'],
    '/acme/order-service/commits/main/README.md': ['Take orders'],
    [`/acme/order-service/commit/${commits[0].sha}`]: ['+kind: Deployment'],
    '/acme/order-service/pulls': ['No pull requests yet'],
  };
  for (const [path, texts] of Object.entries(expectations)) {
    const { response, text } = await open(stand, path);
    assert.equal(response.status, 200, path);
    for (const expected of texts) {
      assert.ok(text.includes(expected), `${path} shows ${expected}`);
    }
  }
  const raw = await open(stand, '/acme/order-service/raw/main/README.md');
  assert.match(raw.text, /^# Order service/);
  const avatar = await open(stand, '/avatars/ana');
  assert.match(avatar.text, /<svg .*>AS<\/text>/);
});

test('lets nothing from a repository become markup or script', async t => {
  const stand = await startGitHubForTest(t, { repositories: [hostile] });
  const { data: commits } = await stand
    .octokit()
    .repos.listCommits({ owner: 'acme', repo: 'hostile' });
  const file = encodeURIComponent(`${nasty}.txt`);
  const addresses = [
    '/acme',
    '/acme/hostile',
    '/acme/hostile/commits',
    `/acme/hostile/commit/${commits[0].sha}`,
    `/acme/hostile/blob/main/${file}`,
    '/acme/hostile/blob/main/page.html',
    `/acme/hostile/blob/main/${encodeURIComponent('"><script>')}`,
    `/${encodeURIComponent(nasty)}`,
  ];
  for (const address of addresses) {
    const { response, text } = await open(stand, address);
    assert.doesNotMatch(text, /<img src=x|<script|="javascript:/i, address);
    assert.doesNotMatch(text, /src="(https?:)?\/\//i, address);
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
  }
  const page = await open(stand, '/acme/hostile');
  assert.ok(page.text.includes('href="/acme/hostile/blob/main/docs/a.md"'));
  const raw = await open(stand, '/acme/hostile/raw/main/page.html');
  const type = raw.response.headers.get('content-type');
  assert.equal(type, 'text/plain; charset=utf-8');
  const svg = await open(stand, '/acme/hostile/raw/main/picture.svg');
  const policy = svg.response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /sandbox/);
  const avatar = await open(stand, `/avatars/${encodeURIComponent(nasty)}`);
  assert.doesNotMatch(avatar.text, /<img/);
});

test('finds files with odd names, and nothing outside of the repository', async t => {
  const stand = await startGitHubForTest(t, { repositories: [hostile] });
  const odd = encodeURIComponent('percent%2e and #hash?.txt');
  const raw = await open(stand, `/acme/hostile/raw/main/docs/${odd}`);
  assert.equal(raw.text, 'found\n');
  for (const path of [
    '/acme/hostile/raw/main/../../../../tokens.json',
    '/acme/hostile/raw/main/..%2f..%2f..%2ftokens.json',
    '/acme/hostile/raw/main/%2e%2e/%2e%2e/config',
    '/acme/..%2f..%2fgit-home',
    '/acme/..%2fhostile/info/refs?service=git-upload-pack',
    '/..%2f..%2fetc/x.git/info/refs?service=git-upload-pack',
    '/acme/hostile.git/config',
    '/acme/hostile/commit/--output=x',
    '/acme/hostile/raw/HEAD:config/x',
    '/api/v3/repos/acme/hostile/contents/..%2f..%2fconfig',
    '/api/v3/repos/acme/..%2fhostile',
    '/acme/none',
    '/nobody-here',
  ]) {
    const status = await openAsIs(stand, path);
    assert.ok([404, 401].includes(status), `${path} answers ${status}`);
  }
});
