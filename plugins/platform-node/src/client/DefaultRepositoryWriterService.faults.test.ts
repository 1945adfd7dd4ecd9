import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import type { PassingRequest } from '../__testUtils__/FaultyGitHub';
import { gitHubFaults } from '../__testUtils__/gitHubFaults';
import { WriterStand } from '../__testUtils__/WriterStand';
import type { RepositoryWriterService } from '../RepositoryWriterService';

/** One call of the writer. */
interface Call {
  readonly name: string;
  /** The changes that it consists of, in their order. */
  readonly steps: readonly string[];
  /** The branch that gets the commit. */
  readonly branch: string;
  readonly pullRequests: number;
  readonly prepare: (
    stand: WriterStand,
    slug: RepositorySlug,
  ) => Promise<
    (
      writer: RepositoryWriterService,
      beforeWrite?: () => Promise<void>,
    ) => Promise<unknown>
  >;
}

const calls: Call[] = [
  {
    name: 'commit',
    steps: ['POST /git/trees', 'POST /git/commits', 'PATCH /git/refs'],
    branch: 'main',
    pullRequests: 0,
    async prepare(stand, slug) {
      const request = await stand.requestOf(slug);
      return (writer, beforeWrite) =>
        writer.commit(slug, { ...request, beforeWrite });
    },
  },
  {
    name: 'pull request',
    steps: [
      'POST /git/trees',
      'POST /git/commits',
      'POST /git/refs',
      'POST /pulls',
    ],
    branch: 'deploy/operation-1',
    pullRequests: 1,
    async prepare(stand, slug) {
      const request = await stand.pullRequestOf(slug);
      return (writer, beforeWrite) =>
        writer.openPullRequest(slug, { ...request, beforeWrite });
    },
  },
];

const isStep = ({ method, path }: PassingRequest, step: string) =>
  `${method} ${path}`.startsWith(step);

/** What is not seen by anybody is asked for in one way, and what is seen in another. */
const faultySteps = [
  ['POST /git/trees', 'PATCH /git/refs'],
  ['POST /git/refs', 'POST /pulls'],
];

const cases = calls.flatMap((call, index) =>
  faultySteps[index].flatMap(step =>
    gitHubFaults.map(fault => ({ ...fault, call, step, name: call.name })),
  ),
);

const sweep = calls.flatMap(call =>
  call.steps.flatMap((step, index) =>
    (['before', 'after'] as const).map(moment => ({
      call,
      name: call.name,
      step,
      index,
      moment,
    })),
  ),
);

// Git starts many processes, which a busy machine takes long for.
jest.setTimeout(60_000);

describe('DefaultRepositoryWriterService with faults', () => {
  let stand: WriterStand;

  beforeAll(async () => {
    stand = await WriterStand.start();
  });

  afterAll(() => stand.stop());

  /** Lets a step fail, makes the call, and gives what can make it again. */
  const begin = async ({
    call,
    step,
    fault,
    times = Infinity,
  }: (typeof cases)[number]) => {
    const slug = await stand.createRepository();
    const run = await call.prepare(stand, slug);
    let left = times;
    stand.gitHub.faultOf = request => {
      if (!isStep(request, step) || left === 0) {
        return undefined;
      }
      left -= 1;
      return fault(stand.now);
    };
    return {
      result: run(stand.createWriter()),
      count: () => stand.count(slug, call.branch),
      repeat: () => {
        stand.gitHub.faultOf = () => undefined;
        return run(stand.createWriter());
      },
    };
  };

  it.each(cases.filter(({ error }) => !error))(
    'R15: makes one $name in spite of $title at $step',
    async faultCase => {
      const { call, waits = expect.anything() } = faultCase;
      const { result, count, repeat } = await begin(faultCase);
      await result;
      const done = { commits: 1, pullRequests: call.pullRequests };
      expect(await count()).toEqual(done);
      expect(stand.waits).toEqual(waits);
      await repeat();
      expect(await count()).toEqual(done);
    },
  );

  it.each(cases.filter(({ error }) => error))(
    'R15: makes no $name for $title at $step, and one when it is over',
    async faultCase => {
      const { call, step, waits, error: [name, message] = [] } = faultCase;
      const { result, count, repeat } = await begin(faultCase);
      await expect(result).rejects.toMatchObject({
        name,
        message: expect.stringMatching(message ?? ''),
      });
      // A branch without its pull request yet is all that can be there.
      const commits = step === 'POST /pulls' ? 1 : 0;
      expect(await count()).toEqual({ commits, pullRequests: 0 });
      expect(stand.waits).toEqual(waits);
      await repeat();
      const done = { commits: 1, pullRequests: call.pullRequests };
      expect(await count()).toEqual(done);
    },
  );

  it.each(sweep)(
    'R10: makes one $name after a crash $moment $step',
    async ({ call, step, index, moment }) => {
      const slug = await stand.createRepository();
      const run = await call.prepare(stand, slug);
      const crash = new Error('crash');
      let changes = 0;
      let first: Promise<unknown>;
      if (moment === 'before') {
        first = run(stand.createWriter(), async () => {
          changes += 1;
          if (changes > index) {
            throw crash;
          }
        });
      } else {
        stand.gitHub.faultOf = request =>
          isStep(request, step)
            ? { effect: true, answer: 'closed connection' }
            : undefined;
        const onWait = () => {
          throw crash;
        };
        first = run(stand.createWriter({ onWait }));
      }
      await expect(first).rejects.toBe(crash);
      const sent = stand.gitHub.requests.filter(({ changes: is }) => is);
      expect(sent).toHaveLength(index + (moment === 'after' ? 1 : 0));

      stand.gitHub.faultOf = () => undefined;
      await run(stand.createWriter());
      await run(stand.createWriter());
      expect(await stand.count(slug, call.branch)).toEqual({
        commits: 1,
        pullRequests: call.pullRequests,
      });
    },
  );
});
