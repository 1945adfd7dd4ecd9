/** @jest-environment node */
import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
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

describeWithDatabase('a real MCP client', () => {
  let backend: LampBackend;
  const clients: Client[] = [];
  const start = async (actions: object) => {
    backend = await startLampBackend({
      config: { backend: { actions: { ...actions } } },
      features: [
        mcpPlugin,
        actionsRegistryServiceFactory,
        actionsServiceFactory,
      ],
    });
  };
  const connect = async (name: string) => {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StreamableHTTPClientTransport(
        new URL('../mcp-actions/v1', `${backend.baseUrl}/`),
        { requestInit: { headers: { authorization: headerOf(name) } } },
      ),
    );
    clients.push(client);
    return client;
  };
  afterEach(async () => {
    for (const client of clients.splice(0)) {
      await client.close();
    }
    await backend.stop();
  });

  const given = {
    entityRef: 'lamp',
    environment: 'development',
    colour: 'red',
  };
  const textOf = (result: unknown) => JSON.stringify(result);

  it(`finds plans and no runs with the filter that the portal comes with, and may call only those${skipReason}`, async () => {
    const { backend: shipped } = parse(
      readFileSync(resolve(__dirname, '../../../../app-config.yaml'), 'utf8'),
    );
    await start({ ...shipped.actions, pluginSources: ['operations'] });
    expect(shipped.actions.pluginSources).toContain('operations');

    const client = await connect('ana');
    const { tools } = await client.listTools();
    expect(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]),
    ).toEqual([
      ['operations.list-operations', true],
      ['operations.get-operation', true],
      ['operations.plan-switch-lamp', true],
    ]);
    const planned = await client.callTool({
      name: 'operations.plan-switch-lamp',
      arguments: given,
    });
    expect(planned).toMatchObject({
      structuredContent: {
        entityRef: lamp,
        changes: [{ to: 'red' }],
        hash: expect.any(String),
      },
    });
    const refused = await client
      .callTool({
        name: 'operations.run-switch-lamp',
        arguments: {
          ...given,
          planHash: 'any',
          idempotencyKey: 'not-by-default',
        },
      })
      .catch((error: Error) => ({ isError: true, content: error.message }));
    expect(refused).toMatchObject({ isError: true });
    expect(textOf(refused)).toMatch(/not found/i);
    expect(backend.lamps.effects).toEqual([]);
  });

  it(`plans, runs and follows where the filter is opened, with the rights of each person${skipReason}`, async () => {
    await start({ pluginSources: ['operations'] });
    const client = await connect('ana');
    const { tools } = await client.listTools();
    expect(
      tools.find(({ name }) => name === 'operations.run-switch-lamp'),
    ).toMatchObject({
      annotations: {
        readOnlyHint: false,
        destructiveHint: true,
        idempotentHint: true,
      },
      inputSchema: {
        required: ['entityRef', 'planHash', 'idempotencyKey', 'colour'],
        additionalProperties: false,
      },
    });
    const { structuredContent: plan } = await client.callTool({
      name: 'operations.plan-switch-lamp',
      arguments: given,
    });
    const run = {
      ...given,
      planHash: (plan as { hash: string }).hash,
      idempotencyKey: 'of-the-assistant',
      reason: 'It is dark.',
    };
    const denied = await (
      await connect('otto')
    ).callTool({ name: 'operations.run-switch-lamp', arguments: run });
    expect(denied).toMatchObject({ isError: true });
    expect(textOf(denied)).toContain('its owners may');

    const started = await client.callTool({
      name: 'operations.run-switch-lamp',
      arguments: run,
    });
    expect(started).toMatchObject({
      structuredContent: {
        surface: 'assistant',
        requestedBy: 'user:default/ana',
        reason: 'It is dark.',
      },
    });
    const { id } = started.structuredContent as { id: string };
    await backend.settle(id);
    expect(
      await client.callTool({
        name: 'operations.get-operation',
        arguments: { id },
      }),
    ).toMatchObject({
      structuredContent: {
        id,
        status: 'succeeded',
        result: { message: 'It shines.' },
      },
    });
    expect(backend.lamps.effects).toEqual([`lamp/development/${lamp}=red`]);
  });
});
