import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Operation, Plan } from '@golden-path/plugin-operations-common';
import type { AnyOperationDefinition } from '@golden-path/plugin-operations-node';
import { z } from 'zod/v3';
import { exampleOperation, Lamps } from '../__testUtils__/exampleOperation';
import { KindRegistry } from '../engine/KindRegistry';
import type { OperationsService } from '../service/OperationsService';
import { createOperationActions } from './createOperationActions';

const credentials = mockCredentials.user('user:default/ana');
const id = '5f0c3c0e-3a3c-4a46-9f4c-0c6f1a9d2b7e';

const plan: Plan = {
  kind: 'switch-lamp',
  title: 'Switch the lamp to red',
  summary: 'The lamp will shine red.',
  risk: 'medium',
  entityRef: 'component:default/lamp',
  target: { key: 'lamp', title: 'lamp', environment: 'production' },
  input: { colour: 'red' },
  changes: [{ subject: 'lamp', to: 'red' }],
  files: [],
  warnings: [],
  phases: [{ name: 'switch', title: 'Switch the lamp' }],
  onFailure: 'The lamp keeps its colour.',
  undo: { possible: true, description: 'The lamp gets its colour back.' },
  approvals: [
    {
      title: 'production',
      approvers: ['group:default/approvers'],
      required: 1,
    },
  ],
  blockers: [],
  hash: 'the-hash',
  plannedAt: '2026-11-01T10:00:00Z',
};

const operation: Operation = {
  id,
  kind: 'switch-lamp',
  title: plan.title,
  risk: plan.risk,
  entityRef: plan.entityRef,
  target: plan.target,
  status: 'waiting',
  requestedBy: 'user:default/ana',
  surface: 'assistant',
  brokeFreeze: false,
  requestedAt: '2026-11-01T10:00:00Z',
  progress: { done: 0, total: 1 },
  approval: { given: 0, required: 1 },
  revision: 1,
  plan,
  phases: [],
  decisions: [],
  abilities: {
    cancel: { allowed: true },
    retry: { allowed: false, reason: 'It is not over.' },
    undo: { allowed: false, reason: 'It is not over.' },
    decide: { allowed: false, reason: 'You asked for this yourself.' },
  },
};

/** A kind that makes something new, and whose risk is low. */
const ownerKind: AnyOperationDefinition = {
  ...exampleOperation(new Lamps()),
  kind: 'buy-lamp',
  subject: 'owner',
  risk: 'low',
  input: z.object({ colour: z.string().describe('For example red') }),
};

function setUp(...definitions: AnyOperationDefinition[]) {
  const operations: jest.Mocked<OperationsService> = {
    listKinds: jest.fn(),
    plan: jest.fn().mockResolvedValue(plan),
    run: jest.fn().mockResolvedValue(operation),
    list: jest.fn().mockResolvedValue({ items: [], nextCursor: 'next' }),
    get: jest.fn().mockResolvedValue(operation),
    decide: jest.fn(),
    cancel: jest.fn(),
    retry: jest.fn(),
    planUndo: jest.fn(),
    undo: jest.fn(),
  };
  const kinds = KindRegistry.create();
  [exampleOperation(new Lamps()), ownerKind, ...definitions].forEach(kind =>
    kinds.add(kind),
  );
  const actionsRegistry = actionsRegistryServiceMock();
  createOperationActions({
    actionsRegistry,
    kinds,
    operations,
    portalUrl: 'https://portal.example.com/',
  });
  const invoke = (name: string, input: JsonObject) =>
    actionsRegistry.invoke({ id: `test:${name}`, input, credentials });
  return { actionsRegistry, operations, invoke };
}

const run = {
  entityRef: 'lamp',
  colour: 'red',
  planHash: 'the-hash',
  idempotencyKey: 'a-key-of-mine',
  reason: 'It is dark.',
};

describe('createOperationActions', () => {
  it('registers two actions for each kind, and says which of them change something', async () => {
    const { actionsRegistry } = setUp();
    const { actions } = await actionsRegistry.list();

    expect(actions.map(({ name, attributes }) => [name, attributes])).toEqual([
      [
        'list-operations',
        { readOnly: true, destructive: false, idempotent: true },
      ],
      [
        'get-operation',
        { readOnly: true, destructive: false, idempotent: true },
      ],
      [
        'plan-switch-lamp',
        { readOnly: true, destructive: false, idempotent: true },
      ],
      [
        'run-switch-lamp',
        { readOnly: false, destructive: true, idempotent: true },
      ],
      [
        'plan-buy-lamp',
        { readOnly: true, destructive: false, idempotent: true },
      ],
      [
        'run-buy-lamp',
        { readOnly: false, destructive: false, idempotent: true },
      ],
    ]);
  });

  it('describes every field, knows each by its schema, and has examples that work', async () => {
    const { actionsRegistry, invoke } = setUp();
    const { actions } = await actionsRegistry.list();
    for (const { name, schema, examples = [] } of actions) {
      expect(schema.input).toMatchObject({ additionalProperties: false });
      expect(schema.output).toMatchObject({
        type: 'object',
        additionalProperties: false,
      });
      for (const field of Object.values(schema.input.properties ?? {})) {
        expect(field).toHaveProperty('description');
      }
      expect(examples).not.toHaveLength(0);
      for (const { input } of examples) {
        await expect(invoke(name, input)).resolves.toHaveProperty('output');
      }
    }
  });

  it('plans with the input of the kind, and tells the whole plan', async () => {
    const { operations, invoke } = setUp();
    const { output } = await invoke('plan-switch-lamp', {
      entityRef: 'lamp',
      colour: 'red',
    });
    expect(output).toEqual(plan);
    expect(operations.plan).toHaveBeenCalledWith(
      {
        kind: 'switch-lamp',
        entityRef: 'component:default/lamp',
        input: { environment: 'development', colour: 'red' },
      },
      { credentials },
    );
    await invoke('plan-buy-lamp', { ownerRef: 'team-lamps', colour: 'red' });
    expect(operations.plan).toHaveBeenLastCalledWith(
      {
        kind: 'buy-lamp',
        ownerRef: 'group:default/team-lamps',
        input: { colour: 'red' },
      },
      { credentials },
    );
  });

  it('asks for an operation as an assistant, never breaking a freeze, and tells who has to approve', async () => {
    const { operations, invoke } = setUp();
    const { output } = await invoke('run-switch-lamp', run);
    expect(operations.run).toHaveBeenCalledWith(
      {
        kind: 'switch-lamp',
        entityRef: 'component:default/lamp',
        input: { environment: 'development', colour: 'red' },
        planHash: 'the-hash',
        idempotencyKey: 'a-key-of-mine',
        reason: 'It is dark.',
        surface: 'assistant',
        breakFreeze: false,
      },
      { credentials },
    );
    expect(output).toMatchObject({
      id,
      status: 'waiting',
      approvals: plan.approvals,
      url: `https://portal.example.com/operations/${id}`,
    });
    expect(output).not.toHaveProperty('plan');
    await expect(
      invoke('run-switch-lamp', { ...run, breakFreeze: true }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });

  it('tells an operation, and pages of them', async () => {
    const { operations, invoke } = setUp();
    expect((await invoke('get-operation', { id })).output).toMatchObject({
      id,
      status: 'waiting',
    });
    const { output } = await invoke('list-operations', {
      entityRef: ['Lamp'],
      status: ['running'],
      decidable: true,
    });
    expect(output).toEqual({ items: [], nextCursor: 'next' });
    expect(operations.list).toHaveBeenCalledWith(
      {
        entityRef: ['component:default/lamp'],
        kind: [],
        status: ['running'],
        environment: [],
        requestedBy: [],
        text: '',
        decidable: true,
        limit: 25,
      },
      { credentials },
    );
  });

  it.each([
    ['plan-switch-lamp', { entityRef: ':::', colour: 'red' }],
    ['plan-switch-lamp', { entityRef: 'lamp' }],
    ['plan-switch-lamp', { entityRef: 'lamp', colour: 'red', cluster: 'x' }],
    ['run-switch-lamp', { ...run, idempotencyKey: 'short' }],
    ['run-switch-lamp', { ...run, reason: 'x'.repeat(1001) }],
    ['run-switch-lamp', { ...run, planHash: undefined }],
    ['get-operation', { id: '../kinds' }],
    ['list-operations', { entityRef: [':::'] }],
  ] as [string, JsonObject][])('%s refuses %j', async (name, input) => {
    const { operations, invoke } = setUp();
    await expect(invoke(name, input)).rejects.toMatchObject({
      name: 'InputError',
    });
    for (const method of Object.values(operations)) {
      expect(method).not.toHaveBeenCalled();
    }
  });

  it('S11: tells a refusal of the service as it is', async () => {
    const { operations, invoke } = setUp();
    const refusal = new NotAllowedError('not yours');
    operations.plan.mockRejectedValue(refusal);
    operations.run.mockRejectedValue(refusal);
    operations.get.mockRejectedValue(refusal);
    operations.list.mockRejectedValue(refusal);
    const calls = [
      invoke('plan-switch-lamp', { entityRef: 'lamp', colour: 'red' }),
      invoke('run-switch-lamp', run),
      invoke('get-operation', { id }),
      invoke('list-operations', {}),
    ];
    for (const call of calls) {
      await expect(call).rejects.toBe(refusal);
    }
  });

  it('refuses a kind whose input hides a field of the action', () => {
    const hiding: AnyOperationDefinition = {
      ...exampleOperation(new Lamps()),
      kind: 'hide-lamp',
      input: z.object({ reason: z.string() }),
    };
    expect(() => setUp(hiding)).toThrow(
      "The input of the kind of operation 'hide-lamp' must not have the fields reason",
    );
  });
});
