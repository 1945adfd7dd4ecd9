import {
  ana,
  id,
  orders,
  query,
  setUpAuthorizedDeployments,
} from '../__testUtils__/authorizedDeployments';
import type { AuthorizedDeploymentsService } from './AuthorizedDeploymentsService';

describe('S16: without a permission backend', () => {
  const reads: [
    string,
    (service: AuthorizedDeploymentsService) => Promise<unknown>,
  ][] = [
    [
      'getDeployments',
      service => service.getDeployments(orders, { credentials: ana }),
    ],
    [
      'getDeployment',
      service => service.getDeployment(orders, id, { credentials: ana }),
    ],
    [
      'getDeploymentsOfEntities',
      service =>
        service.getDeploymentsOfEntities([orders], { credentials: ana }),
    ],
    [
      'listDeployments',
      service => service.listDeployments(query, { credentials: ana }),
    ],
  ];

  it.each(reads)('%s shows nothing when it fails', async (_, read) => {
    const { authorize, authorizeConditional, deployments, fleet, service } =
      setUpAuthorizedDeployments();
    authorize.mockRejectedValue(new Error('connect ECONNREFUSED canary'));
    authorizeConditional.mockRejectedValue(new Error('ECONNREFUSED canary'));
    await expect(read(service)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.not.stringContaining('canary'),
    });
    expect(deployments.getDeployments).not.toHaveBeenCalled();
    expect(deployments.getDeployment).not.toHaveBeenCalled();
    expect(deployments.getDeploymentsOfEntities).not.toHaveBeenCalled();
    expect(fleet.list).not.toHaveBeenCalled();
  });

  it.each(reads)('%s does not wait for it', async (_, read) => {
    const { authorize, authorizeConditional, endTimers, service } =
      setUpAuthorizedDeployments();
    authorize.mockReturnValue(new Promise(() => {}));
    authorizeConditional.mockReturnValue(new Promise(() => {}));
    const answer = read(service);
    answer.catch(() => {});
    await new Promise(resolve => setImmediate(resolve));
    endTimers();
    await expect(answer).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });

  it('uses what was decided before until its 30 s are over, and not longer', async () => {
    const { authorize, pass, service } = setUpAuthorizedDeployments();
    const read = () => service.getDeployments(orders, { credentials: ana });
    await read();
    authorize.mockRejectedValue(new Error('down'));
    pass(29_999);
    await expect(read()).resolves.toBeDefined();
    pass(1);
    await expect(read()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });
});
