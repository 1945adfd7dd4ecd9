import { mockCredentials } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createTestCreation } from '../__testUtils__/createTestCreation';
import { createNameCheckAction } from './createNameCheckAction';
import { examples } from './createNameCheckAction.examples';

function prepare(person: string, input: { name: string; owner: string }) {
  const test = createTestCreation();
  const action = createNameCheckAction(test);
  const context = {
    ...createMockActionContext({ input }),
    getInitiatorCredentials: async () =>
      mockCredentials.user(`user:default/${person}`),
  };
  return { ...test, context, run: () => action.handler(context) };
}

const orders = { name: 'invoice-service', owner: 'team-orders' };

describe('platform:name:check', () => {
  it('passes a free name for a group of the caller', async () => {
    const { run, context } = prepare('ana', orders);
    await run();

    expect(context.output).toHaveBeenCalledWith('name', 'invoice-service');
    expect(context.output).toHaveBeenCalledWith('available', true);
  });

  it.each(['team-orders', 'group:team-orders', 'group:default/team-orders'])(
    'understands the owner %s',
    async owner => {
      await expect(
        prepare('ana', { ...orders, owner }).run(),
      ).resolves.toBeUndefined();
    },
  );

  it('lets operators make services for every group', async () => {
    await expect(prepare('pia', orders).run()).resolves.toBeUndefined();
  });

  it.each(['ben', 'vic'])(
    'denies %s a service for team-orders, says who may, and asks nobody',
    async person => {
      const { run, availability } = prepare(person, orders);

      await expect(run()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringMatching(
          /group:default\/team-orders.*Its members may, and group:default\/team-platform/,
        ),
      });
      expect(availability).not.toHaveBeenCalled();
    },
  );

  it('denies a caller that is no person', async () => {
    const { creation } = createTestCreation();

    await expect(
      creation.checkName(orders, { credentials: mockCredentials.service() }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it.each([
    ['capitals', 'Invoice'],
    ['a parent path', '..'],
    ['256 characters', 'x'.repeat(256)],
  ])('refuses a name with %s', async (_title, name) => {
    const { run, availability } = prepare('ana', { ...orders, name });

    await expect(run()).rejects.toMatchObject({ name: 'InputError' });
    expect(availability).not.toHaveBeenCalled();
  });

  it('refuses an owner that is no group', async () => {
    await expect(
      prepare('ana', { ...orders, owner: 'user:default/ana' }).run(),
    ).rejects.toMatchObject({ name: 'InputError' });
  });

  it('says what is taken and where', async () => {
    const { run, availability } = prepare('ana', orders);
    availability.mockResolvedValue({
      name: 'invoice-service',
      available: false,
      checks: [
        { system: 'catalog', status: 'free', message: 'Free.' },
        {
          system: 'repository',
          status: 'taken',
          message: 'GitHub has a repository acme/invoice-service already.',
          url: 'https://git.example.com/acme/invoice-service',
        },
      ],
    });

    await expect(run()).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        "The name 'invoice-service' is taken. GitHub has a repository acme/invoice-service already. See https://git.example.com/acme/invoice-service Nothing was made. Choose another name.",
    });
  });

  it('does not go on where a system did not answer', async () => {
    const { run, availability } = prepare('ana', orders);
    availability.mockResolvedValue({
      name: 'invoice-service',
      available: true,
      checks: [
        {
          system: 'repository',
          status: 'unknown',
          message: 'Could not ask GitHub: no answer within 3 s',
        },
      ],
    });

    await expect(run()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('Could not ask GitHub'),
    });
  });

  it('runs its examples', async () => {
    for (const { example } of examples) {
      await expect(
        prepare('pia', parse(example).steps[0].input).run(),
      ).resolves.toBeUndefined();
    }
  });
});
