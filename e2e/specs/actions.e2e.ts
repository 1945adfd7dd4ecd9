import { expect, test } from '@playwright/test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { callApi, pageOf, tokenOf } from '../support/people';

async function connect(
  baseURL: string | undefined,
  token?: string,
): Promise<Client> {
  const client = new Client({ name: 'e2e', version: '1' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/api/mcp-actions/v1', baseURL), {
      requestInit: {
        headers: token ? { authorization: `Bearer ${token}` } : {},
      },
    }),
  );
  return client;
}

test.describe('deployments as actions', () => {
  test('an MCP client finds them, and gets what Ana may see', async ({
    browser,
    baseURL,
  }) => {
    const ana = await pageOf(browser, 'ana');
    const client = await connect(baseURL, await tokenOf(ana));

    const { tools } = await client.listTools();
    const ours = tools.filter(({ name }) => name.startsWith('argocd.'));
    expect(ours.map(({ name }) => name).sort()).toEqual([
      'argocd.explain-deployment',
      'argocd.get-deployment',
      'argocd.list-deployments',
    ]);
    // Whatever an adopter does not open, a client of the portal only reads.
    expect(
      tools.filter(({ annotations }) => !annotations?.readOnlyHint),
    ).toEqual([]);

    await expect(async () => {
      const listed = await client.callTool({
        name: 'argocd.list-deployments',
        arguments: { entityRef: 'order-service' },
      });
      expect(listed).toMatchObject({
        structuredContent: {
          items: [
            { environment: 'development', confirmed: true },
            { environment: 'staging' },
            { environment: 'production' },
          ],
        },
      });
    }).toPass({ timeout: 30_000 });

    const explained = await client.callTool({
      name: 'argocd.explain-deployment',
      arguments: { entityRef: 'order-service', environment: 'development' },
    });
    expect(explained).toMatchObject({
      structuredContent: {
        explanation: { sentence: expect.any(String) },
        deployment: { environment: 'development', version: 'v1.9.0' },
      },
    });
    const unknown = await client.callTool({
      name: 'argocd.explain-deployment',
      arguments: { entityRef: 'no-such-service' },
    });
    expect(unknown).toMatchObject({ isError: true });
    await client.close();
  });

  test('an MCP client plans what it may not run', async ({
    browser,
    baseURL,
  }) => {
    const ana = await pageOf(browser, 'ana');
    const client = await connect(baseURL, await tokenOf(ana));

    const { tools } = await client.listTools();
    const ours = tools.map(({ name }) => name);
    expect(ours).toEqual(
      expect.arrayContaining([
        'operations.get-operation',
        'operations.list-operations',
        'operations.plan-deploy',
        'operations.plan-promote',
        'operations.plan-refresh',
        'operations.plan-roll-back',
        'operations.plan-sync',
      ]),
    );
    expect(ours.filter(name => name.startsWith('operations.run-'))).toEqual([]);

    await expect(async () => {
      const planned = await client.callTool({
        name: 'operations.plan-refresh',
        arguments: { entityRef: 'order-service', environment: 'development' },
      });
      expect(planned).toMatchObject({
        structuredContent: {
          kind: 'refresh',
          target: { environment: 'development' },
          hash: expect.any(String),
        },
      });
    }).toPass({ timeout: 30_000 });
    await client.close();
  });

  test('nobody gets anything without a token', async ({ baseURL }) => {
    await expect(connect(baseURL)).rejects.toThrow(/401|unauthor/i);
  });

  test('a template uses them as steps', async ({ browser }) => {
    const ana = await pageOf(browser, 'ana');
    const { status, body } = await callApi(ana, '/api/scaffolder/v2/dry-run', {
      method: 'POST',
      body: {
        template: {
          apiVersion: 'scaffolder.backstage.io/v1beta3',
          kind: 'Template',
          metadata: { name: 'explain' },
          spec: {
            type: 'service',
            parameters: {},
            steps: [
              {
                id: 'explain',
                action: 'argocd:explain-deployment',
                input: {
                  entityRef: 'component:default/order-service',
                  environment: 'staging',
                },
              },
            ],
            output: {
              text: [
                {
                  title: 'Why',
                  content: '${{ steps.explain.output.explanation.sentence }}',
                },
              ],
            },
          },
        },
        values: {},
        secrets: {},
        directoryContents: [],
      },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      output: {
        text: [{ title: 'Why', content: expect.stringMatching(/\w/) }],
      },
    });
  });
});
