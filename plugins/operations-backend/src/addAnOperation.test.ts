/** @jest-environment node */
import {
  createServiceFactory,
  type BackendFeature,
  type ServiceRef,
} from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodeOfPage } from './__testUtils__/CodeOfPage';
import { startOperationsBackend } from './__testUtils__/startOperationsBackend';
import {
  describeWithDatabase,
  lamp,
  skipReason,
} from './__testUtils__/startLampBackend';

// The compiler reads types of many packages.
jest.setTimeout(120_000);

const page = CodeOfPage.read(
  readFileSync(
    resolve(__dirname, '../../../docs/how-to/add-an-operation.md'),
    'utf8',
  ),
);

describe('the page “Add an operation”', () => {
  it('has code that compiles', () => {
    expect(page.compile()).toEqual([]);
  });

  it('says how much there is to write, and it is so', () => {
    const lines = page.linesOf('src/operations/switchFlag.ts');
    expect(lines).toBeGreaterThan(35);
    expect(lines).toBeLessThan(45);
  });
});

describeWithDatabase('the example of the page “Add an operation”', () => {
  it(`is planned, approved and run${skipReason}`, async () => {
    const { flagsOperationsModule } = page.run('src/operationsModule.ts');
    const { flagsClientRef } = page.run('src/client/FlagsClient.ts');
    const flags = new Map([['new-checkout', { on: false, service: lamp }]]);
    const backend = await startOperationsBackend({
      kinds: [],
      features: [
        flagsOperationsModule as BackendFeature,
        createServiceFactory({
          service: flagsClientRef as ServiceRef<object, 'root'>,
          deps: {},
          factory: () => ({
            read: async (flag: string) => flags.get(flag),
            write: async (flag: string, on: boolean) =>
              flags.set(flag, { on, service: lamp }),
          }),
        }),
      ],
    });
    try {
      const subject = {
        kind: 'switch-flag',
        entityRef: lamp,
        input: { flag: 'new-checkout', on: true },
      };
      const plan = await backend.as('ana').plan(subject);
      expect(plan).toMatchObject({
        title: 'Turn new-checkout on',
        changes: [{ subject: 'new-checkout', from: 'false', to: 'true' }],
        approvals: [{ title: 'production' }],
      });
      const { id } = await backend.as('ana').run({
        ...subject,
        planHash: plan.hash,
        idempotencyKey: 'as-on-the-page',
      });
      await backend
        .as('ben')
        .decide(id, { decision: 'approve', planHash: plan.hash });
      let last;
      for await (const state of backend.as('ana').follow(id)) {
        last = state;
      }
      expect(last).toMatchObject({
        status: 'succeeded',
        result: { message: 'new-checkout is on.' },
      });
      expect(flags.get('new-checkout')?.on).toBe(true);

      await expect(
        backend.as('ana').plan({
          ...subject,
          entityRef: 'component:default/other-lamp',
        }),
      ).rejects.toMatchObject({ statusCode: 403 });
    } finally {
      await backend.stop();
    }
  });
});
