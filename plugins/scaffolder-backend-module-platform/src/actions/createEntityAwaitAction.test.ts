import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createEntityAwaitAction } from './createEntityAwaitAction';

describe('platform:entity:await', () => {
  const entityRef = 'component:default/invoice-service';
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'invoice-service' },
  };

  it('goes on as soon as the caller can see the entity', async () => {
    const catalog = catalogServiceMock.mock();
    catalog.getEntityByRef
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce(undefined)
      .mockResolvedValue(entity);
    const delay = jest.fn(async () => {});
    const ctx = createMockActionContext({ input: { entityRef } });

    await createEntityAwaitAction({ catalog, delay }).handler(ctx);

    expect(delay).toHaveBeenCalledTimes(2);
    expect(catalog.getEntityByRef).toHaveBeenLastCalledWith(entityRef, {
      credentials: await ctx.getInitiatorCredentials(),
    });
    expect(ctx.output).toHaveBeenCalledWith('found', true);
  });

  it('does not fail a run whose service exists, but says that it is not listed yet', async () => {
    const catalog = catalogServiceMock({ entities: [] });
    const delay = jest.fn(async () => {});
    const ctx = createMockActionContext({
      input: { entityRef, timeoutSeconds: 2 },
    });

    await createEntityAwaitAction({ catalog, delay }).handler(ctx);

    expect(delay).toHaveBeenCalledTimes(4);
    expect(ctx.output).toHaveBeenCalledWith('found', false);
  });

  it('ends when the run is cancelled', async () => {
    const catalog = catalogServiceMock({ entities: [] });
    const ctx = createMockActionContext({ input: { entityRef } });
    const cancelled = { ...ctx, signal: AbortSignal.abort() };

    await expect(
      createEntityAwaitAction({ catalog }).handler(cancelled),
    ).rejects.toHaveProperty('name', 'AbortError');
  });
});
