import type { FakeObject } from './FakeCluster';

/** Each is a word that must never be told. */
export const canary = (number: number) => `canary${number}x`;

/** An Application with a secret in every place where somebody might put one. */
export function applicationWithCanaries(): FakeObject {
  return {
    metadata: {
      name: 'order-service-staging',
      namespace: 'argocd',
      resourceVersion: '1',
      labels: { environment: 'staging' },
      annotations: {
        'backstage.io/entity-ref': 'component:default/order-service',
        'kubectl.kubernetes.io/last-applied-configuration': canary(1),
        'notifications.argoproj.io/token': canary(2),
      },
      managedFields: [{ manager: canary(3) }],
    },
    spec: {
      project: 'orders',
      destination: { namespace: 'orders' },
      source: {
        repoURL: `https://bot:${canary(4)}@github.com/acme/order-service`,
        path: 'k8s/overlays/staging',
        targetRevision: 'main',
        helm: {
          parameters: [
            { name: 'environment', value: 'staging' },
            { name: 'db.password', value: canary(5) },
          ],
          values: `password: ${canary(6)}`,
          valuesObject: { password: canary(7) },
          fileParameters: [{ name: 'key', path: canary(8) }],
        },
        kustomize: {
          patches: [{ patch: canary(9) }],
          commonAnnotations: { token: canary(10) },
        },
        plugin: { env: [{ name: 'TOKEN', value: canary(11) }] },
      },
    },
    operation: {
      initiatedBy: { username: 'ana' },
      sync: { manifests: [canary(12)] },
      info: [{ name: 'reason', value: canary(13) }],
    },
    status: {
      sync: {
        status: 'Synced',
        revision: 'a'.repeat(40),
        comparedTo: { source: { helm: { values: canary(14) } } },
      },
      health: {
        status: 'Degraded',
        message: `dial postgres://orders:${canary(15)}@db:5432/orders failed`,
      },
      operationState: {
        phase: 'Failed',
        message: `failed: Secret "db" is invalid: data: {"password":"${canary(
          16,
        )}"}`,
        syncResult: {
          resources: [{ kind: 'Secret', message: canary(17) }],
          source: { helm: { values: canary(18) } },
        },
        operation: { sync: { manifests: [canary(19)] } },
      },
      conditions: [
        {
          type: 'ComparisonError',
          message: `failed to list refs of https://bot:${canary(
            20,
          )}@github.com/acme/x: Authorization: Bearer ${canary(21)}`,
        },
      ],
      history: [
        {
          id: 1,
          revision: 'a'.repeat(40),
          source: { helm: { parameters: [{ name: 'p', value: canary(22) }] } },
        },
      ],
      resources: [
        {
          group: 'argoproj.io',
          kind: 'Rollout',
          namespace: 'orders',
          name: 'order-service',
          health: {
            status: 'Degraded',
            message: `token=${canary(23)} was refused`,
          },
        },
        { kind: 'Secret', namespace: 'orders', name: 'db', data: canary(24) },
      ],
      summary: {
        images: ['acme/order-service:v1'],
        externalURLs: [`https://x:${canary(25)}@orders.example.com/`],
      },
    },
  };
}

/** A Rollout of that Application, in the same manner. */
export function rolloutWithCanaries(): FakeObject {
  return {
    metadata: {
      name: 'order-service',
      namespace: 'orders',
      generation: 1,
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': canary(26),
      },
    },
    spec: {
      template: {
        spec: {
          containers: [
            {
              env: [{ name: 'DB_PASSWORD', value: canary(27) }],
              args: [canary(28)],
            },
          ],
        },
      },
      strategy: {
        canary: {
          steps: [
            { setWeight: 20 },
            { analysis: { args: [{ name: 'token', value: canary(29) }] } },
            { plugin: { name: 'step', config: { token: canary(30) } } },
          ],
        },
      },
    },
    status: {
      phase: 'Degraded',
      message: `RolloutAborted: password=${canary(31)}`,
      currentPodHash: 'abc',
      currentStepIndex: 1,
      observedGeneration: '1',
      canary: {
        currentStepAnalysisRunStatus: { name: 'run', message: canary(32) },
      },
    },
  };
}

/** An AnalysisRun of that Rollout. */
export function analysisRunWithCanaries(): FakeObject {
  return {
    metadata: {
      name: 'run',
      namespace: 'orders',
      ownerReferences: [{ kind: 'Rollout', name: 'order-service' }],
    },
    spec: {
      args: [
        { name: 'token', value: canary(33) },
        { name: 'key', valueFrom: { secretKeyRef: { name: canary(34) } } },
      ],
      metrics: [
        {
          provider: {
            web: { headers: [{ key: 'Authorization', value: canary(35) }] },
          },
        },
      ],
    },
    status: {
      phase: 'Failed',
      message: `metric failed: header Bearer ${canary(36)}`,
      metricResults: [
        {
          name: 'errors',
          phase: 'Failed',
          metadata: { query: canary(37) },
          measurements: [
            {
              value: '0.3',
              message: `api_key: ${canary(38)}`,
              metadata: { job: canary(39) },
            },
          ],
        },
      ],
    },
  };
}

/** A Pod of that Rollout, as its ReplicaSet's. */
export function podWithCanaries(): FakeObject {
  return {
    metadata: {
      name: 'order-service-abc-1',
      namespace: 'orders',
      annotations: { token: canary(40) },
      ownerReferences: [
        { kind: 'ReplicaSet', name: 'order-service-abc', controller: true },
      ],
    },
    spec: {
      containers: [{ env: [{ value: canary(41) }], command: [canary(42)] }],
      volumes: [{ secret: { secretName: canary(43) } }],
    },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          state: {
            waiting: {
              reason: 'CrashLoopBackOff',
              message: `back-off; DB_PASSWORD=${canary(44)}`,
            },
          },
        },
      ],
    },
  };
}

/** An event about that Rollout. */
export function eventWithCanaries(): FakeObject {
  return {
    metadata: { name: 'event', namespace: 'orders', uid: 'event' },
    involvedObject: {
      kind: 'Rollout',
      namespace: 'orders',
      name: 'order-service',
      fieldPath: canary(45),
    },
    type: 'Warning',
    reason: 'Failed',
    message: `secret: ${canary(46)}`,
    lastTimestamp: '2026-01-02T03:04:05Z',
    source: { host: canary(47) },
  };
}
