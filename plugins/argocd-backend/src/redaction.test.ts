import { mockServices } from '@backstage/backend-test-utils';
import {
  analysisRunWithCanaries,
  applicationWithCanaries,
  eventWithCanaries,
  podWithCanaries,
  rolloutWithCanaries,
} from './__testUtils__/canaries';
import { FakeCluster } from './__testUtils__/FakeCluster';
import {
  componentOf,
  readLive,
  routes,
  startArgocdBackend,
} from './__testUtils__/startArgocdBackend';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(60_000);

describe('what an answer never tells', () => {
  it('S16: none of the secrets that somebody put into objects', async () => {
    const said: unknown[] = [];
    const note = (...parts: unknown[]) => {
      said.push(parts);
    };
    const logger = mockServices.logger.mock({
      debug: note,
      info: note,
      warn: note,
      error: note,
    });
    const cluster = await FakeCluster.start({
      applications: [applicationWithCanaries()],
      rollouts: [rolloutWithCanaries()],
      analysisruns: [analysisRunWithCanaries()],
      pods: [podWithCanaries()],
      events: [eventWithCanaries()],
    });
    const backend = await startArgocdBackend({
      cluster,
      logger,
      entities: [
        componentOf('order-service', {
          'argocd/app-name': 'order-service-staging',
        }),
      ],
      mayRead: () => true,
    });
    try {
      await readLive(backend);
      for (const route of Object.values(routes)) {
        const { body, status } = await backend.get(route);
        expect(status).toBe(200);
        said.push(body);
      }
      cluster.put('applications', applicationWithCanaries());
      await readLive(backend);
    } finally {
      await backend.stop();
      await cluster.stop();
    }
    const heard = JSON.stringify([
      said,
      backend.audit.mock.calls,
      backend.auditEvent.fail.mock.calls,
      backend.publish.mock.calls,
      cluster.requests,
    ]);
    expect(heard).toContain('order-service-staging');
    expect(heard.match(/canary\d+x/g)).toBeNull();
  });
});
