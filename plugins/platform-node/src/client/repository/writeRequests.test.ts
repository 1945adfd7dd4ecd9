import { commitRequestSchema, pullRequestRequestSchema } from './writeRequests';

const file = { path: 'k8s/app.yaml', content: 'a\n', expectedBlobSha: null };

const commit = {
  branch: 'main',
  message: 'Deploy orders 2\n\nRequested: by nobody, see https://example.com',
  trailers: { 'Requested-by': 'user:default/ana' },
  marker: '0190f3b2-1c1e:deploy',
  files: [file, { ...file, path: '.github/a b#/größe.yaml' }],
};

const pullRequest = {
  ...commit,
  head: 'deploy/1',
  title: 'Deploy orders 2',
  body: 'Asked for by **Ana**.\n\nOperation-Id: operation-2',
};

describe('commitRequestSchema', () => {
  it('takes a commit', () => {
    expect(commitRequestSchema.parse(commit)).toEqual(commit);
  });

  it.each<[string, object]>([
    ['a trailer with a line of its own', { trailers: { By: 'a\nAdmin: b' } }],
    ['a trailer with a carriage return', { trailers: { By: 'a\rb' } }],
    ['a trailer with a line separator', { trailers: { By: 'a\u2028b' } }],
    ['an empty trailer', { trailers: { By: ' ' } }],
    ['a key with a colon', { trailers: { 'By: x': 'a' } }],
    ['a key with a line', { trailers: { 'By\nAdmin': 'a' } }],
    ['a second marker', { trailers: { 'operation-id': 'a' } }],
    ['a marker with a line', { marker: 'a\nb' }],
    ['a marker with a space', { marker: 'a b' }],
    ['a message with a marker', { message: 'A\n\nOperation-Id: operation-2' }],
    ['a message with a trailer', { message: 'A\n\nrequested-by : pia' }],
    ['a message with a carriage return', { message: 'A\rRequested-by: pia' }],
    ['an empty message', { message: ' \n' }],
    ['a branch that is none', { branch: 'a..b' }],
    ['no file', { files: [] }],
    ['a file twice', { files: [file, file] }],
    ['a file that is no Unicode', { files: [{ ...file, content: '\ud800' }] }],
    ['a blob that is none', { files: [{ ...file, expectedBlobSha: 'main' }] }],
    ...[
      '../x',
      '/x',
      'a//b',
      '.git/config',
      'a/.GIT/x',
      'a\\b',
      'a\0b',
      '',
    ].map((path): [string, object] => [
      `the path ${path}`,
      { files: [{ ...file, path }] },
    ]),
  ])('S2: takes no commit with %s', (_title, change) => {
    const result = commitRequestSchema.safeParse({ ...commit, ...change });
    expect(result.success).toBe(false);
  });
});

describe('pullRequestRequestSchema', () => {
  it('takes a pull request', () => {
    expect(pullRequestRequestSchema.parse(pullRequest)).toEqual(pullRequest);
  });

  it.each<[string, object]>([
    ['the branch that it is for as its own', { head: 'main' }],
    ['a head that is none', { head: 'a b' }],
    ['a title of two lines', { title: 'a\nb' }],
    ['a message with a trailer', { message: 'A\n\nRequested-by: pia' }],
    ['an empty body', { body: '' }],
  ])('S2: takes none with %s', (_title, change) => {
    const wrong = { ...pullRequest, ...change };
    expect(pullRequestRequestSchema.safeParse(wrong).success).toBe(false);
  });
});
