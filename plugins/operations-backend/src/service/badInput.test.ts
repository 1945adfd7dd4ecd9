/** @jest-environment node */
import {
  describeWithDatabase,
  headerOf,
  lamp,
  skipReason,
  startLampBackend,
  type LampBackend,
} from '../__testUtils__/startLampBackend';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(60_000);

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const plan = (colour: string) =>
  `{"kind":"switch-lamp","entityRef":"${lamp}","input":{"colour":${colour}}}`;

describeWithDatabase('S19: bad input', () => {
  let backend: LampBackend;
  let waiting: { id: string; planHash: string };
  beforeAll(async () => {
    backend = await startLampBackend();
    const { id, plan: planned } = await backend.ask({
      reason: '100 %_\\ sure; \'"`${x}<b>&',
    });
    waiting = { id, planHash: planned.hash };
  });
  afterAll(async () => {
    await backend.stop();
  });

  it.each([
    ['a body of 150 kB', plan(`"${'x'.repeat(150_000)}"`), 413],
    ['a million items', plan(`[${'1,'.repeat(1_000_000)}1]`), 413],
    ['49,000 levels', plan(nested(49_000)), 400],
    ['21 levels', plan(nested(21)), 400],
    ['something that is not JSON', '{"kind":', 400],
    ['a list', '[]', 400],
    ['a text', '"plan"', 400],
    ['nothing', '', 400],
    ['a null character', plan('"a\\u0000b"'), 400],
    ['half a pair of surrogates', plan('"\\ud83d"'), 400],
    ['a long kind', `{"kind":"${'a'.repeat(61)}"}`, 400],
    [
      'an unknown field',
      '{"kind":"switch-lamp","environment":"production"}',
      400,
    ],
  ])(`is refused: %s${skipReason}`, async (_, body, expected) => {
    for (const path of ['/v1/plans', '/v1/operations']) {
      const { status } = await backend.call(path, headerOf('ana'), body);
      expect([path, status]).toEqual([path, expected]);
    }
  });

  it.each([
    ['a huge reason', { reason: 'x'.repeat(1001) }],
    ['a null character in a reason', { reason: 'a\u0000b' }],
    ['another decision', { decision: 'maybe' }],
    ['somebody else’s name', { by: 'user:default/pia' }],
    ['another surface', { surface: 'telepathy' }],
    ['a hash that is none', { planHash: '' }],
  ])(`is refused in a decision: %s${skipReason}`, async (_, more) => {
    const { id, planHash } = waiting;
    const { status } = await backend.call(
      `/v1/operations/${id}/decisions`,
      headerOf('ben'),
      { decision: 'approve', planHash, ...more },
    );
    expect(status).toBe(400);
    expect((await backend.as('ana').get(id)).decisions).toEqual([]);
  });

  it.each([
    ['short', 400],
    ['with a space in it', 400],
    ['x'.repeat(201), 400],
    ['ключ-ключ-ключ', 400],
  ])(
    `is refused as a key: %s${skipReason}`,
    async (idempotencyKey, expected) => {
      const { status } = await backend.call('/v1/operations', headerOf('ana'), {
        ...backend.subjectOf({}),
        planHash: 'of-no-plan',
        idempotencyKey,
      });
      expect(status).toBe(expected);
    },
  );

  it.each([
    ['cursor=!!!', 400],
    [`cursor=${Buffer.from('["2026-01-01","x"]').toString('base64url')}`, 400],
    [
      `cursor=${Buffer.from(`["2026-01-01T00:00:00Z","' or 1=1"]`).toString(
        'base64url',
      )}`,
      400,
    ],
    [
      `cursor=${Buffer.from(
        '["9999999-01-01T00:00:00Z","00000000-0000-4000-8000-000000000000"]',
      ).toString('base64url')}`,
      400,
    ],
    [`cursor=${Buffer.from(nested(200)).toString('base64url')}`, 400],
    [`cursor=${'A'.repeat(1001)}`, 400],
    ['limit=0', 400],
    ['limit=-1', 400],
    ['limit=1e1', 400],
    ['decidable=yes', 400],
    ['text=%00', 400],
    ['entityRef=%00', 400],
    ['environment=%ED%A0%80', 200],
    ['kind=a&kind=b&kind=%00', 400],
    [`text=${'x'.repeat(201)}`, 400],
    [Array.from({ length: 51 }, (_, index) => `kind=k${index}`).join('&'), 400],
  ])(
    `is refused in a query, or finds nothing: %s${skipReason}`,
    async (query, expected) => {
      const { status, body } = await backend.call(
        `/v1/operations?${query}`,
        headerOf('ana'),
      );
      expect([status, body.items ?? []]).toEqual([expected, []]);
    },
  );

  it.each([
    ['%', 0],
    ['_', 0],
    ['\\', 0],
    ["'", 0],
    ['production to red', 1],
    ['PRODUCTION TO RED', 1],
    ['component:default/lamp', 1],
    ['(a+)+$', 0],
    [`${'a'.repeat(100)}!`, 0],
    ['%'.repeat(200), 0],
    ['_%'.repeat(100), 0],
  ])(
    `is looked for as it is written: %s${skipReason}`,
    async (text, expected) => {
      const { items } = await backend.as('ana').list({ text });
      expect(items).toHaveLength(expected);
    },
  );

  it(`is kept as it is written, where it is a reason${skipReason}`, async () => {
    expect(await backend.as('ana').get(waiting.id)).toMatchObject({
      reason: '100 %_\\ sure; \'"`${x}<b>&',
    });
    expect(backend.lamps.effects).toEqual([]);
  });
});
