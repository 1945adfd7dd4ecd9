import type { Transport } from '@golden-path/kubernetes-reflector';
import { projectApplication } from '../client/projectApplication';
import { eventWithCanaries, podWithCanaries } from './canaries';

/** Objects by the name of their collection, or how it is refused. */
export interface Answers {
  [collection: string]: object[] | Error | 'silence';
}

/** Answers lists by the last part of their path, two objects a page. */
export class FakeTransport implements Transport {
  readonly paths: string[] = [];
  readonly #answers: Answers;

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  async get(path: string, signal: AbortSignal): Promise<AsyncIterable<string>> {
    this.paths.push(path);
    const url = new URL(path, 'http://cluster');
    const collection = url.pathname.split('/').at(-1) ?? '';
    const answer = this.#answers[collection] ?? [];
    if (answer === 'silence') {
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    }
    if (answer instanceof Error) {
      throw answer;
    }
    const start = Number(url.searchParams.get('continue') ?? 0);
    const items = (Array.isArray(answer) ? answer : []).slice(start, start + 2);
    const more = Array.isArray(answer) && start + 2 < answer.length;
    const text = JSON.stringify({
      metadata: { continue: more ? String(start + 2) : '' },
      items,
    });
    return (async function* lines() {
      yield text;
    })();
  }
}

/** An object that an application manages. */
export const managed = (group: string, kind: string, name: string) => ({
  group,
  kind,
  name,
  namespace: 'orders',
});

/** An application with a Rollout, a Service and a CronJob, unless told otherwise. */
export function applicationOf(
  options: {
    resources?: object[];
    namespace?: string;
    name?: string;
    cluster?: string;
    instance?: string;
  } = {},
) {
  return projectApplication(
    {
      metadata: { name: options.name ?? 'order-service', namespace: 'argocd' },
      spec: {
        project: 'orders',
        destination: { namespace: options.namespace ?? 'orders' },
      },
      status: {
        resources: options.resources ?? [
          managed('argoproj.io', 'Rollout', 'order-service'),
          managed('', 'Service', 'order-service'),
          managed('batch', 'CronJob', 'report'),
        ],
      },
    },
    {
      instance: options.instance ?? 'main',
      cluster: options.cluster ?? 'sandbox',
    },
  );
}

/** An object that another one made. */
export const owned = (
  name: string,
  [kind, owner]: [string, string],
  rest: object = {},
) => ({
  metadata: {
    name,
    namespace: 'orders',
    ownerReferences: [{ kind, name: owner, controller: true }],
    ...rest,
  },
});

/** What a cluster says about that application, and about others. */
export const answers: Answers = {
  replicasets: [
    {
      ...owned('order-service-abc', ['Rollout', 'order-service'], {
        annotations: { 'rollout.argoproj.io/revision': '4' },
        creationTimestamp: '2026-01-02T03:04:05Z',
      }),
      spec: { replicas: 1 },
      status: { replicas: 1, availableReplicas: 0 },
    },
    {
      ...owned('order-service-old', ['Rollout', 'order-service']),
      spec: { replicas: 0 },
      status: { replicas: 0 },
    },
    owned('of-others-abc', ['Deployment', 'of-others']),
  ],
  jobs: [
    {
      ...owned('report-1', ['CronJob', 'report']),
      status: { conditions: [{ type: 'Failed', message: 'it failed' }] },
    },
  ],
  pods: [
    podWithCanaries(),
    owned('of-others-abc-1', ['ReplicaSet', 'of-others-abc']),
    { metadata: { name: 'of-nobody', namespace: 'orders' } },
  ],
  events: [
    eventWithCanaries(),
    {
      metadata: { name: 'b', namespace: 'orders', uid: 'b' },
      involvedObject: {
        kind: 'Pod',
        namespace: 'orders',
        name: 'order-service-abc-1',
      },
      type: 'Normal',
      reason: 'Pulled',
      message: 'Pulled the image',
      eventTime: '2026-01-03T00:00:00Z',
      series: { count: 7, lastObservedTime: '2026-01-04T00:00:00Z' },
    },
    {
      metadata: { name: 'c', uid: 'c' },
      involvedObject: { kind: 'Pod', namespace: 'orders', name: 'of-others' },
    },
    {
      metadata: { name: 'd', uid: 'd' },
      involvedObject: {
        kind: 'Application',
        namespace: 'argocd',
        name: 'order-service',
      },
      reason: 'OperationCompleted',
      lastTimestamp: '2026-01-01T00:00:00Z',
    },
  ],
};
