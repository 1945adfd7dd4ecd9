import { visitTitle } from './visitTitle';

describe('visitTitle', () => {
  it.each([
    ['/catalog', 'Catalog'],
    ['/catalog/default/component/order-service', 'order-service · component'],
    [
      '/catalog/default/component/order-service/dependencies',
      'order-service · component',
    ],
    [
      '/docs/default/component/order-service/runbook',
      'order-service · documentation',
    ],
    ['/docs', 'Documentation'],
    [
      '/create/templates/default/nodejs-service',
      'nodejs-service · golden path',
    ],
    ['/deployments', 'Deployments'],
    ['/create', 'Create'],
    ['/create/tasks/1', undefined],
    ['/', undefined],
    ['/search', undefined],
    ['/settings/general', undefined],
  ])('calls %s "%s"', (pathname, title) => {
    expect(visitTitle(pathname)).toBe(title);
  });
});
