import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import type { PassingRequest } from '../__testUtils__/FaultyGitHub';
import { gitHubFaults } from '../__testUtils__/gitHubFaults';
import { WriterStand } from '../__testUtils__/WriterStand';
import type {
  PullRequestRequest,
  RepositoryWriterService,
} from '../RepositoryWriterService';

/** One call of the writer. */
interface Call {
  readonly name: string;
  /** The changes that it consists of, in their order. */
  readonly steps: readonly string[];
  /** The branch that gets the commit. */
  readonly branchOf: (request: PullRequestRequest) => string;
  readonly pullRequests: number;
  readonly run: (
    writer: RepositoryWriterService,
    slug: RepositorySlug,
    request: PullRequestRequest,
  ) => Promise<unknown>;
}

const calls: Call[] = [
  {
    name: 'commit',
    steps: ['POST /git/trees', 'POST /git/commits', 'PATCH /git/refs'],
    branchOf: ({ branch }) => branch,
    pullRequests: 0,
    run: (writer, slug, request) => writer.commit(slug, request),
  },
  {
    name: 'pull request',
    steps: [
      'POST /git/trees',
      'POST /git/commits',
      'POST /git/refs',
      'POST /pulls',
    ],
    branchOf: ({ head }) => head,
    pullRequests: 1,
    run: (writer, slug, request) => writer.openPullRequest(slug, request),
  },
];

const isStep = ({ method, path }: PassingRequest, step: string) =>
  `${method} ${path}`.startsWith(step);

/** All faults come where people see the change; what had an effect in spite of them, at the other steps as well. */
const cases = calls.flatMap(call =>
  call.steps.flatMap((step, index) =>
    gitHubFaults
      .filter(({ fault }) => index === call.steps.length - 1 || fault(0).effect)
      .map(fault => ({ ...fault, call, step, name: call.name })),
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
  let slug: RepositorySlug;
  let request: PullRequestRequest;
  let changes = 0;

  beforeAll(async () => {
    stand = await WriterStand.start();
    slug = await stand.createRepository();
  });

  beforeEach(() => {
    stand.reset();
    changes += 1;
    const marker = `operation-${changes}`;
    request = {
      branch: 'main',
      message: 'Deploy orders 2 to development',
      trailers: { 'Requested-by': 'user:default/ana' },
      marker,
      files: [
        { path: `${marker}.yaml`, content: 'tag: 2\n', expectedBlobSha: null },
      ],
      head: `deploy/${marker}`,
      title: 'Deploy orders 2 to development',
      body: 'Asked for by Ana.',
    };
  });

  afterAll(() => stand.stop());

  const count = ({ branchOf }: Call) =>
    stand.count(slug, { ...request, branch: branchOf(request) });

  /** Makes the call as a process does that has just started and meets no fault. */
  const repeat = (call: Call) => {
    stand.gitHub.faultOf = () => undefined;
    return call.run(stand.createWriter(), slug, request);
  };

  /** Makes the call while one of its steps fails. */
  const attempt = ({
    call,
    step,
    fault,
    times = Infinity,
  }: (typeof cases)[number]) => {
    let left = times;
    stand.gitHub.faultOf = asked => {
      if (!isStep(asked, step) || left === 0) {
        return undefined;
      }
      left -= 1;
      return fault(stand.now);
    };
    return call.run(stand.createWriter(), slug, request);
  };

  it.each(cases.filter(({ error }) => !error))(
    'R15: makes one $name in spite of $title at $step',
    async faultCase => {
      const { call, waits = expect.anything() } = faultCase;
      await attempt(faultCase);
      const done = { commits: 1, pullRequests: call.pullRequests };
      expect(await count(call)).toEqual(done);
      expect(stand.waits).toEqual(waits);
      await repeat(call);
      expect(await count(call)).toEqual(done);
    },
  );

  it.each(cases.filter(({ error }) => error))(
    'R15: makes no $name for $title at $step, and one when it is over',
    async faultCase => {
      const { call, step, waits, error: [name, message] = [] } = faultCase;
      await expect(attempt(faultCase)).rejects.toMatchObject({
        name,
        message: expect.stringMatching(message ?? ''),
      });
      // A branch without its pull request yet is all that can be there.
      const commits = step === 'POST /pulls' ? 1 : 0;
      expect(await count(call)).toEqual({ commits, pullRequests: 0 });
      expect(stand.waits).toEqual(waits);
      await repeat(call);
      const done = { commits: 1, pullRequests: call.pullRequests };
      expect(await count(call)).toEqual(done);
    },
  );

  it.each(sweep)(
    'R10: makes one $name after a crash $moment $step',
    async ({ call, step, index, moment }) => {
      const crash = new Error('crash');
      const crashing = () => {
        throw crash;
      };
      let sent = 0;
      const beforeWrite = async () => {
        sent += 1;
        if (moment === 'before' && sent > index) {
          crashing();
        }
      };
      stand.gitHub.faultOf = asked =>
        isStep(asked, step)
          ? { effect: true, answer: 'closed connection' }
          : undefined;
      const writer = stand.createWriter({ onWait: crashing });
      await expect(
        call.run(writer, slug, { ...request, beforeWrite }),
      ).rejects.toBe(crash);
      expect(stand.changes()).toHaveLength(
        index + (moment === 'after' ? 1 : 0),
      );

      await repeat(call);
      await repeat(call);
      expect(await count(call)).toEqual({
        commits: 1,
        pullRequests: call.pullRequests,
      });
    },
  );
});
