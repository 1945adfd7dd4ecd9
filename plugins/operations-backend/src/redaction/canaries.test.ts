/** @jest-environment node */
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { AnyOperationDefinition } from '@golden-path/plugin-operations-node';
import { exampleOperation, Lamps } from '../__testUtils__/exampleOperation';
import { testEntities } from '../__testUtils__/startOperationsBackend';
import {
  describeWithDatabase,
  headerOf,
  lamp,
  skipReason,
  startLampBackend,
} from '../__testUtils__/startLampBackend';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(60_000);

/** What errors, messages and links of other systems have held before, in places that people or logs see. */
const secrets = {
  plan: [
    'GET https://bot:canary01x@git.example.com/acme/lamp failed',
    'Authorization: Bearer canary02x',
    'GITHUB_TOKEN=canary03x',
  ],
  planCause: '{"clientSecret":"canary04x"}',
  unconfirmed: 'the server said: password: "canary05x"',
  warning: 'curl -u admin --token canary06x https://argocd.example.com',
  nothingToDo: 'nothing: dial postgres://orders:canary07x@db:5432/orders',
  phase: [
    '-----BEGIN RSA PRIVATE KEY-----\ncanary08x\n-----END RSA PRIVATE KEY-----',
    '{\\"password\\":\\"canary09x\\"}',
    'Basic canary10x==',
    'ssh://git:canary11x@example.com refused',
    'used ghp_canary12x3456789abc',
    'eyJcanary13x.eyJcanary13x.canary13x',
    'secretAccessKey = canary14x',
  ],
  phaseCause: 'https://example.com/hook?signature=canary15x&x=1',
  report: 'trying https://canary16x@example.com/login',
  success: 'done with api-key: canary17x',
  link: 'https://bot:canary18x@git.example.com/acme/lamp/commit/1a2b3c4',
  // These are kept, and never shown.
  details: 'canary19x',
  output: 'canary20x',
};

class LeakyLamps extends Lamps {
  planning: 'works' | 'throws' | 'is unconfirmed' | 'does nothing' = 'works';
  switching: 'works' | 'throws' = 'works';
}

/** A kind of operation that repeats whatever it hears. */
function leakyOperation(lamps: LeakyLamps): AnyOperationDefinition {
  const example = exampleOperation(lamps);
  const [first, ...others] = example.phases;
  if (!first) {
    throw new Error('The example has no phases');
  }
  return {
    ...example,
    async plan(context) {
      if (lamps.planning === 'throws') {
        const cause = new Error(secrets.planCause);
        throw new Error(secrets.plan.join('; '), { cause });
      }
      const planned = await example.plan(context);
      return {
        ...planned,
        details: { ...planned.details, token: secrets.details },
        warnings: [secrets.warning],
        confirmation:
          lamps.planning === 'is unconfirmed'
            ? { confirmed: false, reason: secrets.unconfirmed }
            : planned.confirmation,
        nothingToDo:
          lamps.planning === 'does nothing' ? secrets.nothingToDo : undefined,
      };
    },
    phases: [
      {
        ...first,
        async run(context) {
          await context.report(secrets.report);
          if (lamps.switching === 'throws') {
            const cause = new Error(secrets.phaseCause);
            throw new Error(secrets.phase.join('\n'), { cause });
          }
          await first.run(context);
          return {
            output: { token: secrets.output },
            message: secrets.success,
            links: [{ title: 'Commit', url: secrets.link }],
          };
        },
      },
      ...others,
    ],
  };
}

async function start() {
  const lamps = new LeakyLamps();
  const said: unknown[] = [];
  const note = (...parts: unknown[]) => {
    said.push(
      parts.map(part =>
        part instanceof Error ? [part.stack, { ...part }, part.cause] : part,
      ),
    );
  };
  const logger = mockServices.logger.mock({
    debug: note,
    info: note,
    warn: note,
    error: note,
  });
  logger.child.mockImplementation(() => logger);
  const publish = jest.fn(async (_: unknown) => {});
  const entities = testEntities.map(entity =>
    stringifyEntityRef(entity) === lamp
      ? {
          ...entity,
          metadata: {
            ...entity.metadata,
            annotations: { 'lamp/token': 'canary-in-an-annotation' },
          },
        }
      : entity,
  );
  const backend = await startLampBackend({
    kinds: [leakyOperation(lamps)],
    entities,
    features: [
      mockServices.rootLogger.mock({ ...logger, child: () => logger }).factory,
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish }),
      }),
    ],
  });
  return { backend, lamps, publish, said };
}

describeWithDatabase('S5: twenty planted secrets', () => {
  it(`are in no answer, stream, log, signal, audit event and notification${skipReason}`, async () => {
    const { backend, lamps, publish, said } = await start();
    const ana = headerOf('ana');
    const heard: unknown[] = [];
    const hear = async (path: string, body?: unknown) => {
      const answer = await backend.call(path, ana, body);
      heard.push(answer);
      return answer;
    };
    const subject = backend.subjectOf({ environment: 'development' });
    const request = {
      ...subject,
      planHash: 'of-no-plan',
      idempotencyKey: 'leaks-or-not',
    };
    try {
      for (const planning of [
        'throws',
        'is unconfirmed',
        'does nothing',
      ] as const) {
        lamps.planning = planning;
        await hear('/v1/plans', subject);
        await hear('/v1/operations', request);
      }
      lamps.planning = 'works';
      lamps.switching = 'throws';
      const failed = await backend.ask({ environment: 'development' });
      heard.push(failed);
      for await (const state of backend.as('ana').follow(failed.id)) {
        heard.push(state);
      }
      await hear(`/v1/operations/${failed.id}`);
      lamps.switching = 'works';
      await hear(`/v1/operations/${failed.id}/retry`, {});
      const { status } = await backend.settle(failed.id);
      await hear(`/v1/operations/${failed.id}`);
      await hear(`/v1/operations/${failed.id}/undo/plan`, {});
      const waiting = await backend.ask({ colour: 'blue' });
      lamps.planning = 'throws';
      heard.push(
        await backend.call(
          `/v1/operations/${waiting.id}/decisions`,
          headerOf('ben'),
          { decision: 'approve', planHash: waiting.plan.hash },
        ),
      );
      await hear('/v1/operations');
      await hear('/v1/kinds');

      expect(status).toBe('succeeded');
    } finally {
      await backend.stop();
    }
    const all = JSON.stringify(
      [heard, said, publish.mock.calls, backend.audited, backend.notified],
      (_, value) =>
        value instanceof Error
          ? [value.message, value.stack, value.cause]
          : value,
    );
    // They did come this way.
    expect(all).toContain(
      'https://[redacted]@git.example.com/acme/lamp failed',
    );
    expect(all).toContain('ssh://[redacted]@example.com refused');
    expect(all).toContain('done with api-key: [redacted]');
    expect(all).toContain('https://git.example.com/acme/lamp/commit/1a2b3c4');
    expect(all).toContain('operation-phase');
    expect(publish).toHaveBeenCalled();
    expect(backend.notified).not.toHaveLength(0);
    expect(all.match(/canary[\w-]+/g)).toBeNull();
  });
});
