import type { ExampleService } from '../exampleService.ts';

/** The labels that every object of a service carries. */
export function serviceLabels(service: ExampleService): Record<string, string> {
  return {
    'app.kubernetes.io/name': service.name,
    'app.kubernetes.io/part-of': service.system,
    'app.kubernetes.io/managed-by': 'platform-team',
    'backstage.io/kubernetes-id': service.name,
    team: service.owner,
    platform_managed: 'true',
  };
}

function serverParts(service: ExampleService): object {
  return {
    ports: [{ name: 'http', containerPort: service.port, protocol: 'TCP' }],
    livenessProbe: {
      httpGet: { path: '/health/live', port: 'http' },
      initialDelaySeconds: 10,
      periodSeconds: 15,
    },
    readinessProbe: {
      httpGet: { path: '/health/ready', port: 'http' },
      initialDelaySeconds: 5,
      periodSeconds: 10,
    },
  };
}

/** The pods of a service: not root, read-only, with limits and probes. */
export function podTemplate(service: ExampleService): object {
  const isServer = service.workload !== 'CronJob';
  const scraped = {
    annotations: {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(service.port),
      'prometheus.io/path': '/metrics',
    },
  };
  return {
    metadata: {
      labels: serviceLabels(service),
      ...(isServer ? scraped : {}),
    },
    spec: {
      serviceAccountName: service.name,
      ...(isServer ? {} : { restartPolicy: 'OnFailure' }),
      securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 },
      containers: [
        {
          name: service.name,
          image: `ghcr.io/acme/${service.name}`,
          env: [
            { name: 'SERVICE_NAME', value: service.name },
            { name: 'LOG_LEVEL', value: 'info' },
            {
              name: 'ENVIRONMENT',
              valueFrom: {
                fieldRef: { fieldPath: "metadata.labels['environment']" },
              },
            },
          ],
          ...(isServer ? serverParts(service) : {}),
          resources: {
            requests: { cpu: '100m', memory: '128Mi' },
            limits: { cpu: '500m', memory: '512Mi' },
          },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        },
      ],
      volumes: [{ name: 'tmp', emptyDir: {} }],
    },
  };
}
