/* eslint jest/no-standalone-expect: ["error", { "additionalTestBlockFunctions": ["itWithKubectl"] }] */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { findKubectl, reasonToSkip } from './__testUtils__/findTool';
import {
  environmentParameters,
  startScaffolder,
  type GoldenPathRun,
  type Scaffolder,
} from './__testUtils__/startScaffolder';
import { writeFiles } from './__testUtils__/writeFiles';

const kubectl = findKubectl();
const itWithKubectl = kubectl.missing ? it.skip : it;

const [starterRepository, starterDigest] =
  environmentParameters.starterImage.split('@');

describe('the manifests of nodejs-service', () => {
  let scaffolder: Scaffolder;
  let files: GoldenPathRun['files'];
  let folder: string;
  beforeAll(async () => {
    scaffolder = await startScaffolder();
    ({ files } = await scaffolder.run('nodejs-service', {
      name: 'no',
      owner: 'group:default/team-payments',
      description: 'Writes invoices',
      moreOptions: true,
      replicaCount: 4,
    }));
    folder = writeFiles(files);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await scaffolder.stop();
  });

  const manifest = (name: string) => parse(files.get(`k8s/base/${name}.yaml`)!);
  const podTemplate = () => manifest('deployment').spec.template;
  const container = () => podTemplate().spec.containers[0];

  it('E04: ask for health as the platform promises', () => {
    expect(container()).toMatchObject({
      livenessProbe: {
        httpGet: { path: '/health/live' },
        initialDelaySeconds: 10,
        periodSeconds: 15,
      },
      readinessProbe: {
        httpGet: { path: '/health/ready' },
        initialDelaySeconds: 5,
        periodSeconds: 10,
      },
    });
  });

  it('E05: let Prometheus scrape', () => {
    expect(podTemplate().metadata.annotations).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '3000',
      'prometheus.io/path': '/metrics',
    });
  });

  it('E06: label everything with service and team', () => {
    expect(manifest('kustomization').labels).toEqual([
      {
        includeTemplates: true,
        pairs: {
          'app.kubernetes.io/name': 'no',
          'app.kubernetes.io/managed-by': 'platform-team',
          'backstage.io/kubernetes-id': 'no',
          team: 'team-payments',
          platform_managed: 'true',
        },
      },
    ]);
  });

  it('E07: run without rights, as its own account', () => {
    expect(podTemplate().spec).toMatchObject({
      serviceAccountName: 'no',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, fsGroup: 1000 },
    });
    expect(container().securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('E08: have limits, and tell the process where it runs', () => {
    expect(container().resources).toMatchObject({
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '500m', memory: '512Mi' },
    });
    expect(
      container().env.map((variable: { name: string }) => variable.name),
    ).toEqual(
      expect.arrayContaining([
        'SERVICE_NAME',
        'LOG_LEVEL',
        'ENVIRONMENT',
        'NODE_ENV',
      ]),
    );
  });

  describe.each([
    ['development', 1],
    ['staging', 2],
    ['production', 4],
  ])('E10: the overlay %s', (environment, minReplicas) => {
    itWithKubectl(`builds${reasonToSkip(kubectl)}`, () => {
      const built = execFileSync(
        kubectl.path,
        ['kustomize', join(folder, 'k8s/overlays', environment)],
        { encoding: 'utf8' },
      );
      const objects = parseAllDocuments(built).map(document => document.toJS());
      expect(objects.map(({ kind }) => kind).sort()).toEqual([
        'Deployment',
        'HorizontalPodAutoscaler',
        'NetworkPolicy',
        'PodDisruptionBudget',
        'Service',
        'ServiceAccount',
      ]);
      for (const object of objects) {
        expect(object.metadata).toMatchObject({
          name: 'no',
          labels: {
            environment,
            team: 'team-payments',
            'app.kubernetes.io/name': 'no',
          },
        });
        // Argo CD's destination says the namespace.
        expect(object.metadata.namespace).toBeUndefined();
      }
      const ofKind = (kind: string) =>
        objects.find(object => object.kind === kind);
      const { template, selector } = ofKind('Deployment').spec;
      expect(template.metadata.labels).toMatchObject({ environment });
      expect(template.spec.containers[0].image).toBe(
        `${starterRepository}@${starterDigest}`,
      );
      // A selector cannot be changed later, so only the name belongs in it.
      expect(selector.matchLabels).toEqual({ 'app.kubernetes.io/name': 'no' });
      expect(ofKind('Service').spec.selector).toEqual(selector.matchLabels);
      expect(ofKind('HorizontalPodAutoscaler').spec.minReplicas).toBe(
        minReplicas,
      );
    });
  });
});
