import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import {
  applicationNameOf,
  parseServiceName,
  serviceNameRule,
} from '@golden-path/plugin-platform-common';
import type {
  ApplicationsService,
  PlatformConfigService,
} from '@golden-path/plugin-platform-node';
import type { z as zod } from 'zod/v3';
import {
  OperationRuns,
  type OperationRunsOptions,
} from '../service/OperationRuns';
import { parseOwner } from '../service/ownerRule';
import { examples } from './createArgoCdResourcesAction.examples';

type Zod = typeof zod;

const input = {
  appName: (z: Zod) =>
    z
      .string()
      .describe(
        `Name of the service: ${serviceNameRule}. With environments, the Applications are called <appName>-<environment>`,
      ),
  argoInstance: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Name of one of argocd.instances. Without it, each environment uses the one of its configuration',
      ),
  namespace: (z: Zod) =>
    z
      .string()
      .describe(
        'Namespace to deploy into. With environments, <namespace>-<environment>',
      ),
  repoUrl: (z: Zod) =>
    z.string().describe('URL of the repository with the manifests'),
  path: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Folder of the manifests; k8s/overlays without it. With environments, the folder that holds one folder for each',
      ),
  labelValue: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Value of the label backstage-name, for lists by label'),
  projectName: (z: Zod) =>
    z.string().optional().describe('Argo CD project; default without it'),
  environments: (z: Zod) =>
    z
      .array(z.string())
      .optional()
      .describe('Names of platform.environments to deploy to'),
  owner: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'The group that owns the service, by name or reference; one of the groups of the caller. Needed',
      ),
  entityRef: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'The entity that the Applications belong to; component:default/<appName> without it',
      ),
};

const applicationOutput = (z: Zod) =>
  z.object({
    name: z.string(),
    environment: z.string().optional(),
    instance: z.string(),
    cluster: z.string().optional(),
    namespace: z.string().optional(),
    url: z.string().optional(),
  });

const output = {
  applications: (z: Zod) =>
    z
      .array(applicationOutput(z))
      .describe('What was made, or would be made in a dry run'),
  links: (z: Zod) =>
    z
      .array(z.object({ title: z.string(), url: z.string() }))
      .describe('The pages of the Applications in Argo CD'),
};

type Input = {
  [Key in keyof typeof input]: zod.infer<ReturnType<(typeof input)[Key]>>;
};

function requestOf(
  given: Partial<Input> & Pick<Input, 'appName' | 'namespace' | 'repoUrl'>,
): JsonObject {
  const optional = {
    entityRef: given.entityRef,
    environments: given.environments,
    instance: given.argoInstance,
    project: given.projectName,
    path: given.path,
    labelValue: given.labelValue,
  };
  return {
    kind: 'create-applications',
    ownerRef: parseOwner(given.owner),
    input: {
      name: given.appName,
      namespace: given.namespace,
      repositoryUrl: given.repoUrl,
      ...Object.fromEntries(
        Object.entries(optional).filter(([, value]) => value !== undefined),
      ),
    },
  };
}

/** Options of {@link createArgoCdResourcesAction}. */
export interface ArgoCdResourcesActionOptions extends OperationRunsOptions {
  readonly applications: Pick<ApplicationsService, 'find'>;
  readonly platform: Pick<PlatformConfigService, 'environments'>;
}

/** The action `argocd:create-resources`: gives a service its Argo CD Applications, by an operation. */
export function createArgoCdResourcesAction(
  options: ArgoCdResourcesActionOptions,
) {
  const runs = OperationRuns.create(options);
  return createTemplateAction({
    id: 'argocd:create-resources',
    description:
      'Makes an Argo CD Application for each chosen environment. Running it again changes nothing, and Applications of others are not taken over',
    supportsDryRun: true,
    examples,
    schema: { input, output },
    async handler(ctx) {
      const named = namesOf(ctx.input, options.platform);
      const run = { request: requestOf(ctx.input), timeoutMinutes: 15 };
      const plan = await runs.plan(ctx, run);
      if (ctx.isDryRun) {
        ctx.output('applications', named);
        ctx.output('links', []);
        return;
      }
      const { id } = await runs.start(ctx, { ...run, plan });
      await runs.wait(ctx, { ...run, id });
      const made = await Promise.all(
        named.map(application =>
          describeMade(options.applications, application, ctx.signal),
        ),
      );
      ctx.output('applications', made);
      ctx.output(
        'links',
        made.flatMap(({ name, url }) =>
          url ? [{ title: `${name} in Argo CD`, url }] : [],
        ),
      );
    },
  });
}

interface NamedApplication {
  readonly name: string;
  readonly environment?: string;
  readonly instance: string;
}

function namesOf(
  { appName, argoInstance, environments = [] }: Partial<Input>,
  platform: Pick<PlatformConfigService, 'environments'>,
): NamedApplication[] {
  const name = parseServiceName(appName ?? '');
  if (environments.length === 0) {
    return [{ name, instance: argoInstance ?? '' }];
  }
  return environments.map(environment => ({
    name: applicationNameOf(name, environment),
    environment,
    instance:
      argoInstance ??
      platform.environments.find(known => known.name === environment)?.argocd ??
      '',
  }));
}

async function describeMade(
  applications: Pick<ApplicationsService, 'find'>,
  { name, environment, instance }: NamedApplication,
  signal?: AbortSignal,
) {
  const found = await applications.find({ instance, name }, { signal });
  const { cluster, namespace, url } = found ?? {};
  return { name, environment, instance, cluster, namespace, url };
}
