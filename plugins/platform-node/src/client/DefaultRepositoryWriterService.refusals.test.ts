import { inspect } from 'node:util';
import { refuse } from '../__testUtils__/refuse';
import { WriterStand } from '../__testUtils__/WriterStand';
import { ProtectedBranchError } from '../ProtectedBranchError';
import type { RepositoryWriterService } from '../RepositoryWriterService';

// Git starts many processes, which a busy machine takes long for.
jest.setTimeout(60_000);

describe('DefaultRepositoryWriterService that is refused', () => {
  let stand: WriterStand;
  let writer: RepositoryWriterService;

  beforeAll(async () => {
    stand = await WriterStand.start();
  });

  beforeEach(() => {
    writer = stand.createWriter();
  });

  afterAll(() => stand.stop());

  it.each([
    [422, 'Changes must be made through a pull request.'],
    [
      409,
      'Repository rule violations found\n\nChanges must be made through a pull request.\n\n',
    ],
    [422, 'At least 1 approving review is required by reviewers.'],
    [422, '2 of 2 required status checks are expected.'],
    [403, "You're not authorized to push to this branch."],
    [422, 'Cannot update this protected ref.'],
  ])('R16: tells a protected branch apart: %d %s', async (status, message) => {
    const slug = await stand.createRepository();
    const request = await stand.requestOf(slug);
    stand.gitHub.faultOf = refuse('PATCH', status, message);
    const failure = await writer
      .commit(slug, request)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProtectedBranchError);
    expect(failure).toMatchObject({
      name: 'NotAllowedError',
      branch: 'main',
      message: expect.stringContaining(
        `takes no direct push from the portal: ${message.trim().slice(0, 20)}`,
      ),
    });
    expect(stand.changes()).toHaveLength(3);
  });

  it('R16: says where a branch, a commit or a repository is missing', async () => {
    const slug = await stand.createRepository();
    const request = { ...(await stand.requestOf(slug)), branch: 'master' };
    stand.now += 3_600_000;
    await expect(writer.commit(slug, request)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringMatching(
        /has no branch 'master'\. Its default branch is 'main'/,
      ),
    });
    expect(stand.waits).toEqual([]);

    const absent = { ...slug, repo: 'absent' };
    await expect(writer.commit(absent, request)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('no repository acme/absent'),
    });
    // It could be one that was made this moment.
    expect(stand.waits.reduce((sum, wait) => sum + wait)).toBe(30_000);

    await stand.sandbox.ask('POST', '/orgs/acme/repos', { name: 'empty' });
    const empty = { ...slug, repo: 'empty' };
    await expect(
      writer.commit(empty, { ...request, branch: 'main' }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('acme/empty has no commit yet'),
    });
    expect(stand.changes()).toEqual([]);
  });

  it('S2: asks nothing for what nobody may ask for', async () => {
    const slug = await stand.createRepository();
    const request = await stand.pullRequestOf(slug);
    const message = 'Deploy\n\nOperation-Id: operation-2';
    const wrong = [
      writer.commit(slug, { ...request, message }),
      writer.openPullRequest(slug, { ...request, message }),
      writer.readBranch(slug, { branch: 'main', paths: ['../x'] }),
      writer.readPullRequest(slug, { number: 0 }),
      writer.closePullRequest(slug, { number: 1.5 }),
      writer.commitsBetween(slug, { from: 'a..b', to: 'main' }),
      writer.commit({ ...slug, host: 'git.example.com' }, request),
      writer.commit({ ...slug, repo: '../other' }, request),
    ];
    for (const rejected of wrong) {
      await expect(rejected).rejects.toMatchObject({ name: 'InputError' });
    }
    expect(stand.gitHub.requests).toEqual([]);
  });

  it('stops when it is told to, also while it waits', async () => {
    const slug = await stand.createRepository();
    const request = await stand.requestOf(slug);
    stand.gitHub.faultOf = refuse('POST', 503, 'Unicorn!');
    const controller = new AbortController();
    const stopping = stand.createWriter({
      onWait: () => controller.abort(new Error('stopped')),
    });
    const { signal } = controller;
    await expect(stopping.commit(slug, { ...request, signal })).rejects.toThrow(
      'stopped',
    );
    expect(stand.changes()).toEqual(['POST /git/trees']);
  });

  it('S5: says nothing of the credentials when it fails', async () => {
    const slug = await stand.createRepository();
    const request = await stand.requestOf(slug);
    const token = 'ghp_canary0123456789';
    const failure = await stand
      .createWriter({ token })
      .commit(slug, request)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'NotAllowedError' });
    expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(
      token,
    );
  });
});
