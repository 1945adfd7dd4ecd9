import { refuse } from '../__testUtils__/refuse';
import { path, WriterStand } from '../__testUtils__/WriterStand';
import type { RepositoryWriterService } from '../RepositoryWriterService';

// Git starts many processes, which a busy machine takes long for.
jest.setTimeout(60_000);

describe('DefaultRepositoryWriterService.commit', () => {
  let stand: WriterStand;
  let writer: RepositoryWriterService;

  beforeAll(async () => {
    stand = await WriterStand.start();
  });

  beforeEach(() => {
    writer = stand.createWriter();
  });

  afterAll(() => stand.stop());

  it('writes the files over what was read, with the trailers', async () => {
    const slug = await stand.createRepository();
    const read = await writer.readBranch(slug, {
      branch: 'main',
      paths: [path, 'absent.yaml'],
    });
    expect(read).toMatchObject({
      name: 'main',
      needsPullRequest: false,
      files: [{ path, content: 'tag: 1\n' }],
    });
    const events: string[] = [];
    stand.gitHub.faultOf = request => {
      events.push(request.changes ? 'change' : 'read');
      return undefined;
    };

    const written = await writer.commit(slug, {
      ...(await stand.requestOf(slug)),
      message: 'Deploy orders 2\n\nBecause of größe.',
      trailers: { 'Requested-by': 'user:default/ana', 'Approved-by': 'Ben' },
      files: [
        {
          path,
          content: 'tag: größe\n',
          expectedBlobSha: read?.files[0].blobSha ?? '',
        },
        { path: 'a b#/new.txt', content: 'new\n', expectedBlobSha: null },
      ],
      beforeWrite: async () => {
        events.push('beforeWrite');
      },
    });

    expect(written).toMatchObject({
      isNew: true,
      url: expect.stringContaining(written.sha),
    });
    expect(stand.changes()).toEqual([
      'POST /git/trees',
      'POST /git/commits',
      'PATCH /git/refs/heads%2Fmain',
    ]);
    expect(events.join(' ')).toMatch(
      /^(read )+beforeWrite change beforeWrite change beforeWrite change$/,
    );
    expect((await stand.messagesOf(slug))[0]).toBe(
      'Deploy orders 2\n\nBecause of größe.\n\nRequested-by: user:default/ana\nApproved-by: Ben\nOperation-Id: operation-1',
    );
    const paths = [path, 'a b#/new.txt', 'README.md'];
    const after = await writer.readBranch(slug, { branch: 'main', paths });
    expect(after?.headSha).toBe(written.sha);
    expect(after?.files.map(({ content }) => content)).toEqual([
      'tag: größe\n',
      'new\n',
      expect.stringContaining('service'),
    ]);
    await expect(
      writer.commit(slug, { ...(await stand.requestOf(slug)) }),
    ).resolves.toEqual({ ...written, isNew: false });
  });

  it('makes no commit where nothing would change', async () => {
    const slug = await stand.createRepository();
    const request = await stand.requestOf(slug);
    const [file] = request.files;
    const same = { ...file, content: 'tag: 1\n' };
    await expect(
      writer.commit(slug, { ...request, files: [same] }),
    ).resolves.toMatchObject({ isNew: false });
    expect(stand.changes()).toEqual([]);
    // A file that stays as it is must not hide the commit either.
    const both = [
      same,
      { path: 'other', content: 'x\n', expectedBlobSha: null },
    ];
    await writer.commit(slug, { ...request, files: both });
    await writer.commit(slug, { ...request, files: both });
    expect(await stand.count(slug)).toMatchObject({ commits: 1 });
  });

  it.each([
    ['changed', { content: 'tag: 9\n', message: 'Hotfix' }],
    ['made', { content: 'x\n', message: 'Hotfix', path: 'new.txt' }],
  ])('R20: says who %s the file meanwhile', async (_title, change) => {
    const slug = await stand.createRepository();
    const request = await stand.requestOf(slug);
    const files = [
      ...request.files,
      { path: 'new.txt', content: 'new\n', expectedBlobSha: null },
    ];
    await stand.change(slug, change);
    await expect(
      writer.commit(slug, { ...request, files }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /^(k8s\/.*\.yaml|new\.txt) in acme\/service-\d+ was changed meanwhile by Ben Okafor in [0-9a-f]{7} \("Hotfix"\)/,
      ),
    });
    expect(stand.changes()).toEqual([]);
  });

  it('R20: takes a file that was deleted for a changed one', async () => {
    const slug = await stand.createRepository();
    const request = await stand.requestOf(slug);
    const files = [{ ...request.files[0], path: 'gone.yaml' }];
    await expect(
      writer.commit(slug, { ...request, files }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('R20: sees a change of the file between reading and writing', async () => {
    const slug = await stand.createRepository();
    const request = await stand.requestOf(slug);
    stand.gitHub.faultOf = async ({ method }) => {
      if (method === 'PATCH') {
        stand.gitHub.faultOf = () => undefined;
        await stand.change(slug, { content: 'tag: 9\n' });
      }
      return undefined;
    };
    await expect(writer.commit(slug, request)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('Ben Okafor'),
    });
    expect(await stand.count(slug)).toMatchObject({ commits: 0 });
  });

  it('builds on another change of the branch', async () => {
    const slug = await stand.createRepository();
    const request = await stand.requestOf(slug);
    let others = 0;
    stand.gitHub.faultOf = async ({ method }) => {
      if (method === 'PATCH' && others < 3) {
        others += 1;
        await stand.change(slug, { content: `${others}`, path: 'NOTES' });
      }
      return undefined;
    };
    await expect(writer.commit(slug, request)).resolves.toMatchObject({
      isNew: true,
    });
    expect((await stand.messagesOf(slug)).slice(0, 4)).toEqual([
      expect.stringContaining('operation-1'),
      ...Array(3).fill('Change by hand'),
    ]);
  });

  it('gives up a branch that never rests', async () => {
    const slug = await stand.createRepository();
    const request = await stand.requestOf(slug);
    stand.gitHub.faultOf = refuse('PATCH', 422, 'Update is not a fast forward');
    await expect(writer.commit(slug, request)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('not a fast forward. Try again.'),
    });
    expect(stand.changes()).toHaveLength(12);
  });

  it('R14: puts every one of many commits onto the branch once, at the same time', async () => {
    const slug = await stand.createRepository();
    const request = await stand.requestOf(slug);
    // The same commit in the same second would be the same for Git as well.
    const same = ['first', 'second', 'third'].map(message =>
      stand.createWriter().commit(slug, { ...request, message }),
    );
    const others = ['a', 'b', 'c'].map(name =>
      stand.createWriter().commit(slug, {
        ...request,
        marker: `operation-${name}`,
        files: [{ path: name, content: name, expectedBlobSha: null }],
      }),
    );
    const written = await Promise.all([...same, ...others]);
    expect(new Set(written.map(({ sha }) => sha)).size).toBe(4);
    expect(written.filter(({ isNew }) => isNew)).toHaveLength(4);
    for (const marker of ['1', 'a', 'b', 'c']) {
      expect(
        await stand.count(slug, { marker: `operation-${marker}` }),
      ).toMatchObject({ commits: 1 });
    }
  });
});
