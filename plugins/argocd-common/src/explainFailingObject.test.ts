import { telling, warning } from './__testUtils__/situations';
import {
  explainDeployment,
  type DeploymentSituation,
} from './explainDeployment';

describe('explainFailingObject', () => {
  it.each<[string, DeploymentSituation, string]>([
    [
      'problem',
      warning(
        'Failed',
        'Failed to pull image "ghcr.io/acme/x:v9": rpc error: code = NotFound desc = failed to resolve reference "ghcr.io/acme/x:v9": ghcr.io/acme/x:v9: not found',
      ),
      'The image ghcr.io/acme/x:v9 cannot be pulled: not found (Pod x-7d9).',
    ],
    [
      'problem',
      warning(
        'Failed',
        'Failed to pull image "ghcr.io/acme/x:v9": failed to authorize: 403 Forbidden',
        { health: 'Progressing' },
      ),
      'The image ghcr.io/acme/x:v9 cannot be pulled: the cluster may not read it (Pod x-7d9).',
    ],
    [
      'problem',
      warning('BackOff', 'Back-off pulling image "ghcr.io/acme/x:v9"'),
      'The image ghcr.io/acme/x:v9 cannot be pulled (Pod x-7d9).',
    ],
    [
      'problem',
      telling('Back-off pulling image "acme/x:v9": ErrImagePull: not found'),
      'The image acme/x:v9 cannot be pulled: not found (Pod x-7d9).',
    ],
    [
      'problem',
      telling('ImagePullBackOff'),
      'An image cannot be pulled: ImagePullBackOff (Pod x-7d9).',
    ],
    [
      'problem',
      telling('container x: OOMKilled'),
      'The container uses more memory than it may and is stopped again and again (Pod x-7d9).',
    ],
    [
      'problem',
      warning('Failed', 'Error: secret "x-db" not found'),
      'A container cannot start: secret "x-db" not found (Pod x-7d9).',
    ],
    [
      'problem',
      warning(
        'FailedScheduling',
        '0/3 nodes are available: 3 Insufficient cpu.',
      ),
      'No node has room for Pod x-7d9: 0/3 nodes are available: 3 Insufficient cpu.',
    ],
    [
      'problem',
      warning(
        'BackOff',
        'Back-off restarting failed container x in pod x-7d9_orders(1)',
      ),
      'The container ends soon after each start (Pod x-7d9).',
    ],
    [
      'problem',
      warning(
        'Unhealthy',
        'Readiness probe failed: HTTP probe failed with statuscode: 500',
      ),
      'Pod x-7d9 runs, but does not answer as it should: Readiness probe failed: HTTP probe failed with statuscode: 500.',
    ],
    [
      'waiting',
      warning('Unhealthy', 'Readiness probe failed: connection refused', {
        health: 'Progressing',
      }),
      'It is not ready yet.',
    ],
  ])('tells %s in a sentence (%#)', (severity, situation, sentence) => {
    expect(explainDeployment(situation)).toMatchObject({ severity, sentence });
  });

  it('names the object, and what helps', () => {
    expect(explainDeployment(telling('ImagePullBackOff'))).toMatchObject({
      object: { kind: 'Pod', name: 'x-7d9' },
      advice: expect.stringContaining('image'),
    });
  });

  it('does not hold an old warning against what works again', () => {
    const situation = warning(
      'BackOff',
      'Back-off restarting failed container',
    );
    const resources = situation.resources.map(item => ({
      ...item,
      health: item.kind === 'Pod' ? ('Healthy' as const) : item.health,
      message: item.kind === 'Pod' ? undefined : 'too few Pods',
    }));
    expect(explainDeployment({ ...situation, resources }).sentence).toBe(
      'ReplicaSet x does not work: too few Pods.',
    );
  });
});
