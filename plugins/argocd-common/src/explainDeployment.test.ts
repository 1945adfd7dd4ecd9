import { change, differing, resource } from './__testUtils__/situations';
import {
  explainDeployment,
  type DeploymentSituation,
} from './explainDeployment';

describe('explainDeployment', () => {
  it.each<[string, DeploymentSituation, string]>([
    ['ok', change({}), 'It works, and the cluster runs what Git says.'],
    [
      'problem',
      {
        ...change({ health: { status: 'Degraded' } }),
        resources: [
          resource('Deployment', { health: 'Degraded', message: 'too late' }),
          resource('ReplicaSet', {
            name: 'x-7d',
            health: 'Degraded',
            message: 'cannot\n  make Pods.',
          }),
        ],
      },
      'ReplicaSet x-7d does not work: cannot make Pods.',
    ],
    [
      'problem',
      change({
        operation: {
          phase: 'Failed',
          message: 'one or more objects failed to apply',
          automated: true,
        },
      }),
      'The last sync failed: one or more objects failed to apply.',
    ],
    [
      'problem',
      change({
        sync: { status: 'Unknown' },
        conditions: [
          {
            type: 'ComparisonError',
            message: 'failed to list refs: repository not found',
          },
        ],
      }),
      'The repository cannot be read: failed to list refs: repository not found.',
    ],
    [
      'problem',
      change({
        conditions: [
          { type: 'ComparisonError', message: 'kustomize: no such field' },
        ],
      }),
      'Argo CD cannot tell what Git asks for: kustomize: no such field.',
    ],
    [
      'problem',
      change({
        health: { status: 'Missing' },
        conditions: [{ type: 'InvalidSpecError', message: 'no such project' }],
      }),
      'The Argo CD application is not set up right: no such project.',
    ],
    [
      'problem',
      change({ health: { status: 'Missing' } }),
      'It is not in the cluster: what Git asks for was not applied.',
    ],
    [
      'waiting',
      change({
        health: { status: 'Missing' },
        operation: { phase: 'Running', automated: false, initiatedBy: 'ana' },
      }),
      'A sync is running, started by ana.',
    ],
    [
      'waiting',
      {
        ...change({ health: { status: 'Progressing' } }),
        resources: [
          resource('Deployment', {
            health: 'Progressing',
            message: '1 of 3 updated',
          }),
        ],
      },
      'Deployment x is not ready yet: 1 of 3 updated.',
    ],
    [
      'waiting',
      change({
        health: { status: 'Suspended', message: 'CronJob is suspended' },
      }),
      'It is paused: CronJob is suspended.',
    ],
    [
      'unknown',
      change({ health: { status: 'Unknown' } }),
      'Argo CD does not know how it is.',
    ],
    [
      'waiting',
      { ...change({ sync: { status: 'OutOfSync' } }), resources: differing(3) },
      'Git asks for something else than what runs: 3 objects differ.',
    ],
    [
      'waiting',
      { ...change({ sync: { status: 'OutOfSync' } }), resources: differing(1) },
      'Git asks for something else than what runs: Service s0 differs.',
    ],
    [
      'waiting',
      change({ sync: { status: 'OutOfSync' } }),
      'Git asks for something else than what runs.',
    ],
  ])('tells %s in a sentence (%#)', (severity, situation, sentence) => {
    expect(explainDeployment(situation)).toMatchObject({ severity, sentence });
  });

  it('stays short whatever a machine writes', () => {
    const { sentence } = explainDeployment(
      change({
        operation: {
          phase: 'Error',
          message: 'x '.repeat(5_000),
          automated: true,
        },
      }),
    );
    expect(sentence.length).toBeLessThan(350);
  });
});
