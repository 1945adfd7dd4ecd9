import { FakeGitHub } from '../__testUtils__/FakeGitHub';
import { gitHubClientOf } from '../__testUtils__/gitHubClientOf';
import { DefaultGitHubService } from '../client/DefaultGitHubService';
import type { CommitHistory } from '../CommitHistory';
import { DefaultCommitHistory } from './DefaultCommitHistory';

const secret = 'bot-token';
const shaOf = (number: number) => number.toString(16).padStart(40, '0');
const tagged = 'v1.8.2';

/** Lets other things happen until something is so. */
async function turnsUntil(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise(setImmediate);
  }
}

describe('DefaultCommitHistory', () => {
  let gitHub: FakeGitHub;
  let history: CommitHistory;
  let now: number;
  const logged: string[] = [];

  const repository = () => ({ host: gitHub.host, owner: 'acme', repo: 'shop' });
  const commitsOf = (ref: string, repo = 'shop') =>
    `GET /api/v3/repos/acme/${repo}/commits?sha=${ref}&per_page=100`;

  /** A list from the commit with the newest number down to the oldest. */
  const listOf = (newest: number, oldest: number) => ({
    body: Array.from({ length: newest - oldest + 1 }, (_, index) => ({
      sha: shaOf(newest - index),
      html_url: `http://git/commit/${newest - index}`,
      parents: [{ sha: shaOf(newest - index - 1) }],
      commit: {
        message: `Change ${newest - index}`,
        author: { name: 'Ana Silva' },
        committer: {
          date: new Date((newest - index) * 60_000).toISOString(),
        },
      },
    })),
  });

  const answer = (revision: string, newest: number, oldest: number) =>
    gitHub.answer(commitsOf(revision), listOf(newest, oldest));

  /** Asks, and waits until something arrived. */
  const arrivalOf = (...revisions: string[]) =>
    new Promise<string>(resolve => {
      const end = history.subscribe(({ revision }) => {
        end();
        resolve(revision);
      });
      history.request(repository(), revisions);
    });

  /** Asks for a commit that is always there: what was asked before has then had its answer. */
  const settle = async (probe: number) => {
    answer(shaOf(probe), probe, probe);
    await arrivalOf(shaOf(probe));
  };

  const create = (timeoutMilliseconds?: number) =>
    DefaultCommitHistory.create({
      gitHub: DefaultGitHubService.create({
        client: gitHubClientOf(gitHub, { token: secret, now: () => now }),
      }),
      logger: { warn: message => logged.push(message) },
      now: () => now,
      timeoutMilliseconds,
    });

  beforeEach(async () => {
    now = Date.parse('2026-11-21T12:00:00Z');
    logged.length = 0;
    gitHub = await FakeGitHub.start();
    history = create();
  });

  afterEach(() => gitHub.stop());

  it('never calls GitHub for what is read', () => {
    expect(history.commit(repository(), shaOf(1))).toBeUndefined();
    expect(
      history.distance(repository(), { base: shaOf(1), head: shaOf(2) }),
    ).toBeUndefined();
    expect(gitHub.requests).toEqual([]);
  });

  it('P8: asks once for a revision, whoever asks how often', async () => {
    answer(shaOf(150), 150, 51);
    const listener = jest.fn();
    history.subscribe(listener);
    const both = Promise.all([arrivalOf(shaOf(150)), arrivalOf(shaOf(150))]);
    history.request(repository(), [shaOf(150), shaOf(150)]);
    history.request({ ...repository(), owner: 'ACME' }, [shaOf(150)]);

    await expect(both).resolves.toEqual([shaOf(150), shaOf(150)]);
    history.request(repository(), [shaOf(150)]);
    // These came with it.
    history.request(repository(), [shaOf(149), shaOf(51)]);
    await settle(999);

    expect(listener.mock.calls.map(([{ revision }]) => revision)).toEqual([
      shaOf(150),
      shaOf(999),
    ]);
    expect(gitHub.requests).toEqual([
      commitsOf(shaOf(150)),
      commitsOf(shaOf(999)),
    ]);
    expect(history.commit(repository(), shaOf(150))).toMatchObject({
      title: 'Change 150',
      author: { name: 'Ana Silva' },
    });
    expect(history.commit(repository(), shaOf(51))?.title).toBe('Change 51');
    expect(history.commit(repository(), shaOf(50))).toBeUndefined();
    expect(
      history.commit({ ...repository(), repo: 'other' }, shaOf(150)),
    ).toBeUndefined();
  });

  it('tells how far revisions are apart, also tags, across lists and beyond them', async () => {
    answer(shaOf(150), 150, 51);
    answer(tagged, 147, 48);
    answer(shaOf(40), 40, 1);
    await arrivalOf(shaOf(150));
    await arrivalOf(tagged);
    await arrivalOf(shaOf(40));
    const distance = (base: string, head: string) =>
      history.distance(repository(), { base, head });

    expect(distance(shaOf(147), shaOf(150))).toEqual({
      ahead: 3,
      behind: 0,
      isExact: true,
    });
    expect(distance(tagged, shaOf(150))).toEqual(
      distance(shaOf(147), shaOf(150)),
    );
    expect(distance(shaOf(150), tagged)).toEqual({
      ahead: 0,
      behind: 3,
      isExact: true,
    });
    expect(distance(shaOf(40), shaOf(150))).toEqual({
      ahead: 100,
      behind: 0,
      isExact: false,
    });
    expect(distance(shaOf(45), shaOf(150))).toBeUndefined();
    expect(history.commit(repository(), tagged)?.sha).toBe(shaOf(147));
  });

  it('does not ask for what may mean another commit tomorrow', async () => {
    history.request(repository(), [
      'main',
      'HEAD',
      'v1',
      'v1.8',
      '1.8',
      'release/1.8.2',
      'abc1234',
      '',
      '../x',
    ]);
    await settle(1);
    expect(gitHub.requests).toHaveLength(1);
  });

  it('S8: asks no host that is not in the integrations', async () => {
    for (const host of ['github.com', '169.254.169.254', '127.0.0.1']) {
      history.request({ ...repository(), host }, [shaOf(1)]);
    }
    await settle(2);
    expect(gitHub.requests).toHaveLength(1);
  });

  it('remembers for a minute that there is nothing', async () => {
    history.request(repository(), [shaOf(7)]);
    await settle(1);
    // One alone may be faster than what was asked before, since two are asked for at the same time.
    await settle(3);
    now += 59_000;
    history.request(repository(), [shaOf(7)]);
    await settle(2);
    expect(gitHub.requests.filter(url => url === commitsOf(shaOf(7)))).toEqual([
      commitsOf(shaOf(7)),
    ]);

    now += 1_001;
    answer(shaOf(7), 7, 7);
    await expect(arrivalOf(shaOf(7))).resolves.toBe(shaOf(7));
  });

  it('R15: asks nothing while GitHub wants to be left alone, and goes on afterwards', async () => {
    gitHub.answer(commitsOf(shaOf(7)), {
      status: 429,
      headers: { 'retry-after': '90' },
    });
    history.request(repository(), [shaOf(7)]);
    await turnsUntil(() => logged.length > 0);
    answer(shaOf(8), 8, 8);
    const askAgain = async () => {
      for (let i = 0; i < 20; i += 1) {
        history.request(repository(), [7, 8, 100 + i].map(shaOf));
        await new Promise(setImmediate);
      }
    };
    await askAgain();
    now += 89_000;
    await askAgain();
    expect(gitHub.requests).toEqual([commitsOf(shaOf(7))]);
    expect(logged).toEqual([expect.stringContaining('2026-11-21T12:01:30')]);

    now += 1_001;
    await expect(arrivalOf(shaOf(8))).resolves.toBe(shaOf(8));
  });

  it('R8: stays quick and quiet while GitHub is down, and comes back', async () => {
    gitHub.answer(commitsOf(shaOf(1)), { status: 502 });
    gitHub.answer(commitsOf(shaOf(2)), { status: 502 });
    gitHub.answer(commitsOf(shaOf(3)), { status: 502 });
    for (const number of [1, 2, 3]) {
      const asked = gitHub.nextRequest();
      history.request(repository(), [shaOf(number)]);
      await asked;
    }
    await turnsUntil(() => logged.length > 0);
    for (let number = 4; number < 50; number += 1) {
      history.request(repository(), [shaOf(number)]);
      expect(history.commit(repository(), shaOf(number))).toBeUndefined();
    }
    await new Promise(setImmediate);
    expect(gitHub.requests).toHaveLength(3);
    expect(logged).toEqual([expect.not.stringContaining(secret)]);

    now += 60_001;
    answer(shaOf(4), 4, 4);
    await expect(arrivalOf(shaOf(4))).resolves.toBe(shaOf(4));
  });

  it('gives up what is not answered in time', async () => {
    history = create(20);
    [1, 2, 3].forEach(number =>
      gitHub.answer(commitsOf(shaOf(number)), 'silence'),
    );
    history.request(repository(), [1, 2, 3].map(shaOf));
    await turnsUntil(() => logged.length > 0);
    expect(logged[0]).toMatch(/acme\/shop: there was no answer in time/);
  });

  it('tells nobody who does not listen any more', async () => {
    const listener = jest.fn();
    history.subscribe(listener)();
    await settle(1);
    expect(listener).not.toHaveBeenCalled();
  });
});
