import { deploymentOf } from '../__testUtils__/exampleDeployments';
import { selectorOf } from './selectorOf';

const staging = deploymentOf('staging');
const production = deploymentOf('production');
const elsewhere = {
  ...production,
  application: { ...production.application, name: 'order-service-us' },
};
const nowhere = deploymentOf(null);

describe('selectorOf', () => {
  it.each([
    ['the only one of its environment', staging, { environment: 'staging' }],
    [
      'one of several of its environment',
      elsewhere,
      {
        environment: 'production',
        application: 'main/argocd/order-service-us',
      },
    ],
    [
      'one without an environment',
      nowhere,
      { application: 'main/argocd/order-service-sandbox' },
    ],
  ])('%s', (_, deployment, selector) => {
    expect(
      selectorOf(deployment, [staging, production, elsewhere, nowhere]),
    ).toEqual(selector);
  });
});
