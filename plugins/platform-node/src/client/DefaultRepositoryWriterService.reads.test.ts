import { refuse } from '../__testUtils__/refuse';
import { path, WriterStand } from '../__testUtils__/WriterStand';
import type { RepositoryWriterService } from '../RepositoryWriterService';

// Git starts many processes, which a busy machine takes long for.
jest.setTimeout(60_000);

describe('DefaultRepositoryWriterService.readBranch and commitsBetween', () => {
  let stand: WriterStand;
  let writer: RepositoryWriterService;

  beforeAll(async () => {
    stand = await WriterStand.start();
  });

  beforeEach(() => {
    writer = stand.createWriter();
  });

  afterAll(() => stand.stop());

  it('knows no branch that is not there, nor one under its new name', async () => {
    const slug = await stand.createRepository();
    const read = (branch: string) =>
      writer.readBranch(slug, { branch, paths: [] });
    await expect(read('master')).resolves.toBeUndefined();
    const renamed = { name: 'trunk', commit: { sha: 'a' }, protected: false };
    stand.gitHub.faultOf = () => ({
      effect: false,
      answer: { status: 200, message: '', body: renamed },
    });
    await expect(read('main')).resolves.toBeUndefined();
  });

  it('reads a file as it was, and nothing that is none', async () => {
    const slug = await stand.createRepository();
    const main = await writer.readBranch(slug, { branch: 'main', paths: [] });
    await stand.change(slug, { content: 'tag: größe\n' });
    const read = (ref: string, file = path) =>
      writer.readFile(slug, { path: file, ref });
    await expect(read('main')).resolves.toBe('tag: größe\n');
    await expect(read(main?.headSha ?? '')).resolves.toBe('tag: 1\n');
    await expect(read('main', 'absent')).resolves.toBeUndefined();
    await expect(read('main', 'k8s')).rejects.toThrow(/k8s in .* is no file/);
    const answerWith = (file: object) => () => ({
      effect: false,
      answer: {
        status: 200,
        message: '',
        body: { type: 'file', sha: 'a', ...file },
      },
    });
    stand.gitHub.faultOf = answerWith({ encoding: 'none', content: '' });
    await expect(read('main')).rejects.toThrow(/larger than the 1 MB/);
    stand.gitHub.faultOf = answerWith({ encoding: 'base64', content: '/w==' });
    await expect(read('main')).rejects.toThrow(/no text in UTF-8/);
  });

  it('R15: keeps nobody who looks waiting for long', async () => {
    const slug = await stand.createRepository();
    const read = () =>
      writer.readBranch(slug, { branch: 'main', paths: [path] });
    stand.gitHub.faultOf = refuse('GET /branches', 502, 'Bad Gateway');
    await expect(read()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(stand.waits).toEqual([1_000, 2_000]);
    stand.gitHub.faultOf = refuse('GET /branches', 429, 'rate limit');
    await expect(read()).rejects.toThrow(/wants no more requests/);
    expect(stand.waits).toEqual([1_000, 2_000]);
  });

  it('lists what came after a commit, the newest first', async () => {
    const slug = await stand.createRepository();
    const head = async () => {
      const options = { branch: 'main', paths: [] };
      return (await writer.readBranch(slug, options))?.headSha ?? '';
    };
    const from = await head();
    for (const number of [1, 2, 3]) {
      const content = `tag: 1.${number}\n`;
      await stand.change(slug, { content, message: `Change ${number}` });
    }
    const to = await head();
    const titles = async (range: { from: string; to: string }, limit = 20) => {
      const between = await writer.commitsBetween(slug, { ...range, limit });
      return (
        between && [
          between.items.map(({ title }) => title).join(),
          between.hasMore,
        ]
      );
    };
    expect(await titles({ from, to })).toEqual([
      'Change 3,Change 2,Change 1',
      false,
    ]);
    expect(await titles({ from, to }, 2)).toEqual(['Change 3,Change 2', true]);
    expect(await titles({ from: to, to })).toEqual(['', false]);
    expect(await titles({ from: to, to: from })).toBeUndefined();
    expect(await titles({ from: 'gone', to })).toBeUndefined();
  });

  it('asks for the last pages of a long list', async () => {
    const slug = await stand.createRepository();
    const commitOf = (number: number) => ({
      sha: `${number}`,
      html_url: `https://github.com/acme/x/commit/${number}`,
      parents: [],
      commit: { message: `Change ${number}`, author: null, committer: null },
    });
    // GitHub lists the oldest first.
    const all = Array.from({ length: 203 }, (_, index) => commitOf(index + 1));
    stand.gitHub.faultOf = ({ path: asked }) => {
      const page = Number(new URLSearchParams(asked.split('?')[1]).get('page'));
      const commits = all.slice((page - 1) * 100, page * 100);
      const body = { status: 'ahead', total_commits: all.length, commits };
      return { effect: false, answer: { status: 200, message: '', body } };
    };
    const range = { from: 'v1.0.0', to: 'v2.0.0' };
    const between = await writer.commitsBetween(slug, range);
    expect(between?.items.map(({ sha }) => Number(sha))).toEqual(
      Array.from({ length: 20 }, (_, index) => 203 - index),
    );
    expect(between?.hasMore).toBe(true);
    expect(
      stand.gitHub.requests.map(({ path: asked }) => asked.split('&page=')[1]),
    ).toEqual(['1', '2', '3']);
  });
});
