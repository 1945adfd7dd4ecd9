import { WriterStand } from '../__testUtils__/WriterStand';
import { ProtectedBranchError } from '../ProtectedBranchError';
import type { RepositoryWriterService } from '../RepositoryWriterService';

// Git starts many processes, which a busy machine takes long for.
jest.setTimeout(60_000);

describe('DefaultRepositoryWriterService.openPullRequest and its kin', () => {
  let stand: WriterStand;
  let writer: RepositoryWriterService;

  beforeAll(async () => {
    stand = await WriterStand.start();
  });

  beforeEach(() => {
    writer = stand.createWriter();
  });

  afterAll(() => stand.stop());

  it('opens one, finds it again, reads it, and closes it with its branch', async () => {
    const slug = await stand.createRepository();
    const request = await stand.pullRequestOf(slug);
    const opened = await writer.openPullRequest(slug, request);
    expect(opened).toEqual({
      number: 1,
      state: 'open',
      url: expect.stringContaining('/pull/1'),
    });
    const pull = `/repos/acme/${slug.repo}/pulls/1`;
    expect((await stand.sandbox.ask('GET', pull)).body).toMatchObject({
      title: request.title,
      body: 'Asked for by Ana.\n\nOperation-Id: operation-1',
      head: { ref: request.head },
      base: { ref: 'main' },
    });
    expect(await stand.count(slug)).toMatchObject({ commits: 0 });
    // People may edit the body.
    await stand.sandbox.ask('PATCH', pull, { body: 'Looks good.' });
    await expect(writer.openPullRequest(slug, request)).resolves.toEqual(
      opened,
    );
    await stand.sandbox.ask('PATCH', pull, {
      body: 'Looks good.\r\n\r\nOperation-Id: operation-1\r\n',
    });

    const closed = { ...opened, state: 'closed' };
    const { number } = opened;
    await expect(writer.closePullRequest(slug, { number })).resolves.toEqual(
      closed,
    );
    expect(await stand.messagesOf(slug, request.head)).toEqual([]);
    await expect(writer.closePullRequest(slug, { number })).resolves.toEqual(
      closed,
    );
    await expect(writer.readPullRequest(slug, { number })).resolves.toEqual(
      closed,
    );
    await expect(writer.openPullRequest(slug, request)).resolves.toEqual(
      closed,
    );
    await expect(
      writer.readPullRequest(slug, { number: 7 }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('R16: is the way onto a protected branch', async () => {
    const slug = await stand.createRepository();
    const request = await stand.pullRequestOf(slug);
    const read = () => writer.readBranch(slug, { branch: 'main', paths: [] });
    const before = await read();
    expect(before?.needsPullRequest).toBe(false);
    await stand.sandbox.ask(
      'PUT',
      `/repos/acme/${slug.repo}/branches/main/protection`,
      {
        required_pull_request_reviews: { required_approving_review_count: 1 },
        required_status_checks: null,
        enforce_admins: true,
        restrictions: null,
      },
    );
    await expect(read()).resolves.toEqual({
      ...before,
      needsPullRequest: true,
    });
    await expect(writer.commit(slug, request)).rejects.toBeInstanceOf(
      ProtectedBranchError,
    );
    await expect(writer.openPullRequest(slug, request)).resolves.toMatchObject({
      state: 'open',
    });
    expect(await stand.count(slug)).toEqual({ commits: 0, pullRequests: 1 });
    expect(await stand.count(slug, { branch: request.head })).toEqual({
      commits: 1,
      pullRequests: 1,
    });
  });

  it('leaves one that was merged as it is, and tells its commit', async () => {
    const slug = await stand.createRepository();
    const request = await stand.pullRequestOf(slug);
    const { number } = await writer.openPullRequest(slug, request);
    await stand.sandbox.ask(
      'PUT',
      `/repos/acme/${slug.repo}/pulls/${number}/merge`,
      { merge_method: 'squash' },
    );
    const main = await writer.readBranch(slug, { branch: 'main', paths: [] });
    const merged = { state: 'merged', mergeSha: main?.headSha };
    await expect(
      writer.closePullRequest(slug, { number }),
    ).resolves.toMatchObject(merged);
    await expect(writer.openPullRequest(slug, request)).resolves.toMatchObject(
      merged,
    );
  });

  it('closes one once after a crash between the two changes', async () => {
    const slug = await stand.createRepository();
    const request = await stand.pullRequestOf(slug);
    const { number } = await writer.openPullRequest(slug, request);
    let asked = 0;
    const beforeWrite = async () => {
      asked += 1;
      if (asked > 1) {
        throw new Error('crash');
      }
    };
    await expect(
      writer.closePullRequest(slug, { number, beforeWrite }),
    ).rejects.toThrow('crash');
    expect(await stand.messagesOf(slug, request.head)).not.toEqual([]);
    await writer.closePullRequest(slug, { number });
    expect(await stand.messagesOf(slug, request.head)).toEqual([]);
  });

  it('keeps a branch that somebody added to, or that the portal did not make', async () => {
    const slug = await stand.createRepository();
    const request = await stand.pullRequestOf(slug);
    const { number } = await writer.openPullRequest(slug, request);
    await stand.sandbox.ask('PATCH', `/repos/acme/${slug.repo}/pulls/1`, {
      body: 'Mine now.',
    });
    await writer.closePullRequest(slug, { number });
    expect(await stand.messagesOf(slug, request.head)).not.toEqual([]);
  });

  it('R20: makes none over a changed file, from a foreign branch, or for nothing', async () => {
    const slug = await stand.createRepository();
    const request = await stand.pullRequestOf(slug);
    await stand.sandbox.ask('POST', `/repos/acme/${slug.repo}/git/refs`, {
      ref: 'refs/heads/theirs',
      sha: (
        await writer.readBranch(slug, { branch: 'main', paths: [] })
      )?.headSha,
    });
    await expect(
      writer.openPullRequest(slug, { ...request, head: 'theirs' }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining("a branch 'theirs' already"),
    });
    const [file] = request.files;
    const files = [{ ...file, content: 'tag: 1\n' }];
    await expect(
      writer.openPullRequest(slug, { ...request, files }),
    ).rejects.toMatchObject({ name: 'InputError' });
    await stand.change(slug, { content: 'tag: 9\n' });
    await expect(writer.openPullRequest(slug, request)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('Ben Okafor'),
    });
    expect(stand.changes()).toEqual([]);
  });

  it('makes one when several are asked for at the same time', async () => {
    const slug = await stand.createRepository();
    const request = await stand.pullRequestOf(slug);
    const opened = await Promise.all(
      Array.from({ length: 4 }, () =>
        stand.createWriter().openPullRequest(slug, request),
      ),
    );
    expect(new Set(opened.map(({ number }) => number))).toEqual(new Set([1]));
    expect(await stand.count(slug, { branch: request.head })).toEqual({
      commits: 1,
      pullRequests: 1,
    });
  });
});
