import { matchesQuery, readApplicationQuery } from './applicationQuery';

const application = {
  instance: 'main',
  name: 'order-service-staging',
  namespace: 'argocd',
  project: 'orders',
  labels: { 'app.kubernetes.io/name': 'order-service' },
};

describe('application queries', () => {
  it.each([
    [{ 'argocd/app-name': 'order-service-staging' }, true],
    [{ 'argocd/app-name': 'other, order-service-staging ,' }, true],
    [{ 'argocd/app-name': 'order-service' }, false],
    [{ 'argocd/app-name': '..%2Fclusters' }, false],
    [{ 'argocd/app-selector': 'app.kubernetes.io/name=order-service' }, true],
    [{ 'argocd/app-selector': 'app.kubernetes.io/name=other' }, false],
    [
      {
        'argocd/app-name': 'other',
        'argocd/app-selector': 'app.kubernetes.io/name=order-service',
      },
      true,
    ],
    [
      {
        'argocd/app-name': 'order-service-staging',
        'argocd/app-namespace': 'argocd',
        'argocd/project-name': 'orders',
        'argocd/instance-name': 'other, main',
      },
      true,
    ],
    [
      {
        'argocd/app-name': 'order-service-staging',
        'argocd/app-namespace': 'elsewhere',
      },
      false,
    ],
    [
      {
        'argocd/app-name': 'order-service-staging',
        'argocd/project-name': 'payments',
      },
      false,
    ],
    [
      {
        'argocd/app-name': 'order-service-staging',
        'argocd/instance-name': 'other',
      },
      false,
    ],
  ])('%j means the application: %s', (annotations, expected) => {
    const reading = readApplicationQuery(annotations);
    expect(
      reading.type === 'query' && matchesQuery(reading.query, application),
    ).toBe(expected);
  });

  it.each([
    [undefined, 'none'],
    [{}, 'none'],
    [{ 'argocd/app-name': ' , ' }, 'none'],
    [{ 'argocd/instance-name': 'main' }, 'none'],
    [{ 'argocd/app-selector': 'not a selector' }, 'invalid'],
  ])('reads %j as %s', (annotations, type) => {
    expect(readApplicationQuery(annotations).type).toBe(type);
  });

  it('says which annotation is wrong and how to write it', () => {
    const reading = readApplicationQuery({ 'argocd/app-selector': '=' });
    expect(reading).toEqual({
      type: 'invalid',
      problem:
        'The annotation argocd/app-selector is not a label selector: write for example app.kubernetes.io/name=order-service.',
    });
  });
});
