import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ana,
  ben,
  entityOf,
  id,
  orders,
  query,
  setUpAuthorizedDeployments,
} from '../__testUtils__/authorizedDeployments';
import type { AuthorizedDeploymentsService } from './AuthorizedDeploymentsService';

describe('AuthorizedDeploymentsService', () => {
  it('uses a decision for a person for 30 s, and for that person only', async () => {
    const { authorize, pass, service } = setUpAuthorizedDeployments();
    await service.getDeployments(orders, { credentials: ana });
    pass(29_999);
    await service.getDeployment(orders, id, { credentials: ana });
    expect(authorize).toHaveBeenCalledTimes(1);
    await service.getDeployments(orders, { credentials: ben });
    expect(authorize).toHaveBeenCalledTimes(2);
    pass(1);
    await service.getDeployments(orders, { credentials: ana });
    expect(authorize).toHaveBeenCalledTimes(3);
  });

  it('asks the catalog for a person while the decision is on its way, and tells nothing before it', async () => {
    const { authorize, deployments, entities, service } =
      setUpAuthorizedDeployments();
    let decide: () => void = () => {};
    const decided = new Promise<void>(resolve => {
      decide = resolve;
    });
    authorize.mockImplementationOnce(async requests => {
      await decided;
      return requests.map(() => ({ result: AuthorizeResult.ALLOW }));
    });
    const reading = service.getDeployments(orders, { credentials: ana });
    await new Promise(setImmediate);
    expect(entities.get).toHaveBeenCalledWith([orders], { credentials: ana });
    expect(deployments.getDeployments).not.toHaveBeenCalled();
    decide();
    await reading;
    expect(deployments.getDeployments).toHaveBeenCalledTimes(1);
  });

  it('asks the catalog once for a service, of which nothing is remembered', async () => {
    const { entities, service } = setUpAuthorizedDeployments();
    await service.getDeployments(orders, {
      credentials: mockCredentials.service('plugin:mcp'),
    });
    expect(entities.get).not.toHaveBeenCalled();
  });

  it('notices after 30 s at the latest that a right was taken away', async () => {
    const { denied, deployments, pass, service } = setUpAuthorizedDeployments();
    await service.getDeployments(orders, { credentials: ana });
    denied.add(orders);
    pass(30_000);
    await expect(
      service.getDeployments(orders, { credentials: ana }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(deployments.getDeployments).toHaveBeenCalledTimes(1);
  });

  it('notices after 5 s that a right was given', async () => {
    const { denied, pass, service } = setUpAuthorizedDeployments();
    denied.add(orders);
    const read = () => service.getDeployments(orders, { credentials: ana });
    await expect(read()).rejects.toThrow('You may not read');
    denied.clear();
    await expect(read()).rejects.toThrow('You may not read');
    pass(5_000);
    await expect(read()).resolves.toBeDefined();
  });

  it.each([
    ['a service', mockCredentials.service('plugin:mcp')],
    [
      'a service that acts for a person',
      mockCredentials.user('user:default/ana', {
        actor: { subject: 'plugin:mcp' },
      }),
    ],
  ])('uses no decision of before for %s', async (_, credentials) => {
    const { authorize, authorizeConditional, service } =
      setUpAuthorizedDeployments();
    await service.getDeployments(orders, { credentials: ana });
    await service.getDeployments(orders, { credentials });
    await service.getDeployments(orders, { credentials });
    expect(authorize).toHaveBeenCalledTimes(3);
    await service.listDeployments(query, { credentials });
    await service.listDeployments(query, { credentials });
    expect(authorizeConditional).toHaveBeenCalledTimes(2);
  });

  it('asks once for several entities, and hands on the allowed ones', async () => {
    const { authorize, denied, deployments, service } =
      setUpAuthorizedDeployments();
    denied.add('component:default/b');
    await service.getDeploymentsOfEntities(
      ['component:default/a', 'component:default/b', 'component:default/c'],
      { credentials: ana },
    );
    expect(authorize).toHaveBeenCalledTimes(1);
    expect(deployments.getDeploymentsOfEntities).toHaveBeenCalledWith(
      ['component:default/a', 'component:default/c'],
      { credentials: ana },
    );
  });

  it('does not tell that an entity exists which the caller does not see', async () => {
    const { denied, service } = setUpAuthorizedDeployments();
    denied.add('component:default/hidden');
    await expect(
      service.getDeployment('component:default/hidden', id, {
        credentials: ana,
      }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  describe('listing', () => {
    const list = (service: AuthorizedDeploymentsService) =>
      service.listDeployments(query, { credentials: ana });

    it('asks for no single entity when all are allowed, and lists them once in 15 s', async () => {
      const { authorize, entities, fleet, pass, service } =
        setUpAuthorizedDeployments();
      await list(service);
      pass(14_999);
      await list(service);
      expect(fleet.list).toHaveBeenLastCalledWith(
        [entityOf(orders), entityOf('component:default/x')],
        query,
      );
      expect(entities.list).toHaveBeenCalledTimes(1);
      expect(authorize).not.toHaveBeenCalled();
    });

    it('refuses when all are denied, before it lists any', async () => {
      const { authorizeConditional, entities, service } =
        setUpAuthorizedDeployments();
      authorizeConditional.mockResolvedValue([
        { result: AuthorizeResult.DENY },
      ]);
      await expect(list(service)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      expect(entities.list).not.toHaveBeenCalled();
    });

    it('keeps the allowed ones of many, asking in parts', async () => {
      const parts = setUpAuthorizedDeployments();
      const { authorizeConditional, conditional, denied, entities } = parts;
      authorizeConditional.mockResolvedValue([conditional]);
      const refs = Array.from(
        { length: 950 },
        (_, index) => `component:default/s${index}`,
      );
      entities.list.mockResolvedValue(refs.map(entityOf));
      refs.filter((_, index) => index % 10 > 0).forEach(ref => denied.add(ref));
      await list(parts.service);
      const [[found]] = parts.fleet.list.mock.calls;
      expect(found.map(({ entityRef }) => entityRef)).toEqual(
        refs.filter((_, index) => index % 10 === 0),
      );
      expect(parts.refsIn().map(part => part.length)).toEqual([
        200, 200, 200, 200, 150,
      ]);
    });

    it('ends what was allowed when it is denied in the meantime', async () => {
      const { authorizeConditional, pass, service } =
        setUpAuthorizedDeployments();
      await list(service);
      authorizeConditional.mockResolvedValue([
        { result: AuthorizeResult.DENY },
      ]);
      pass(30_000);
      await expect(list(service)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
    });
  });
});
