/** @jest-environment node */
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import {
  describeWithDatabase,
  headerOf,
  lamp,
  serviceHeaderOf,
  skipReason,
  startLampBackend,
  type LampBackend,
} from '../__testUtils__/startLampBackend';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(60_000);

const start = (actions: JsonObject) =>
  startLampBackend({
    config: { backend: { actions } },
    features: [actionsRegistryServiceFactory],
  });

const ana = headerOf('ana');

describeWithDatabase('the actions of a backend', () => {
  let backend: LampBackend;
  afterEach(async () => {
    await backend.stop();
  });

  const invoke = (
    name: string,
    authorization: string | undefined,
    input: object,
  ) =>
    backend.call(
      `/.backstage/actions/v1/actions/operations:${name}/invoke`,
      authorization,
      input,
    );

  it(`offers plans and no runs with the filter that the portal comes with${skipReason}`, async () => {
    const { backend: shipped } = parse(
      readFileSync(resolve(__dirname, '../../../../app-config.yaml'), 'utf8'),
    );
    backend = await start(shipped.actions);

    const { body } = await backend.call('/.backstage/actions/v1/actions', ana);
    expect(body.actions?.map(({ id }) => id)).toEqual([
      'operations:list-operations',
      'operations:get-operation',
      'operations:plan-switch-lamp',
    ]);
    const given = { entityRef: lamp, colour: 'red' };
    const planned = await invoke('plan-switch-lamp', ana, given);
    expect(planned).toMatchObject({
      status: 200,
      body: { output: { changes: [{ to: 'red' }] } },
    });
    await expect(
      invoke('run-switch-lamp', ana, {
        ...given,
        planHash: planned.body.output?.hash,
        idempotencyKey: 'not-by-default',
      }),
    ).resolves.toMatchObject({ status: 404 });
    expect(backend.lamps.effects).toEqual([]);
  });

  it(`S11: decides as the REST interface does, for everybody${skipReason}`, async () => {
    backend = await start({ pluginSources: ['operations'] });
    const input = { environment: 'development', colour: 'red' };
    const subject = { entityRef: lamp, kind: 'switch-lamp', input };
    const given = { entityRef: lamp, ...input };
    const { id, plan } = await backend.ask(input);
    const planHash = plan.hash;
    await backend.settle(id);

    const principals = {
      nobody: mockCredentials.none.header(),
      owner: ana,
      'other owner': headerOf('otto'),
      viewer: headerOf('vic'),
      admin: headerOf('pia'),
      'a plugin on behalf of the owner': mockCredentials.service.header({
        onBehalfOf: mockCredentials.user('user:default/ana'),
        targetPluginId: 'operations',
      }),
      'reading service': serviceHeaderOf('external:reader'),
      'restricted service': serviceHeaderOf('external:other'),
    };
    const outcomes: Record<string, number[]> = {};
    for (const [name, who] of Object.entries(principals)) {
      backend.lamps.lit.clear();
      const run = { planHash, idempotencyKey: `asked-by-${name.length}` };
      const pairs = [
        [
          await backend.call('/v1/plans', who, subject),
          await invoke('plan-switch-lamp', who, given),
        ],
        [
          await backend.call('/v1/operations', who, { ...subject, ...run }),
          await invoke('run-switch-lamp', who, { ...given, ...run }),
        ],
        [
          await backend.call(`/v1/operations/${id}`, who),
          await invoke('get-operation', who, { id }),
        ],
        [
          await backend.call('/v1/operations', who),
          await invoke('list-operations', who, {}),
        ],
      ] as const;
      outcomes[name] = pairs.map(([http, action]) => {
        // What was accepted is 202 there and an output here.
        const status = http.status === 202 ? 200 : http.status;
        expect([name, action.status, action.body.error?.message]).toEqual([
          name,
          status,
          http.body.error?.message,
        ]);
        return status;
      });
      const [, [started]] = pairs;
      if (started.status === 202) {
        await backend.settle(started.body.id ?? '');
      }
    }
    expect(outcomes).toEqual({
      nobody: [401, 401, 401, 401],
      owner: [200, 200, 200, 200],
      'other owner': [403, 403, 200, 200],
      viewer: [403, 403, 200, 200],
      admin: [200, 200, 200, 200],
      'a plugin on behalf of the owner': [200, 200, 200, 200],
      'reading service': [403, 403, 200, 200],
      'restricted service': [403, 403, 404, 200],
    });
  });
});
