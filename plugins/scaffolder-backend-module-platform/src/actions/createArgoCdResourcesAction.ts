import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { serviceNameRule } from '@golden-path/plugin-platform-common';
import type { z as zod } from 'zod/v3';
import type {
  ApplicationsPlan,
  ApplicationsRequest,
  ServiceCreationService,
} from '../service/ServiceCreationService';
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

function toRequest(
  given: Partial<Input> & Pick<Input, 'appName' | 'namespace' | 'repoUrl'>,
): ApplicationsRequest {
  return {
    name: given.appName,
    owner: given.owner,
    entityRef: given.entityRef ?? `component:default/${given.appName}`,
    environments: given.environments ?? [],
    instance: given.argoInstance,
    namespace: given.namespace,
    project: given.projectName ?? 'default',
    repositoryUrl: given.repoUrl,
    path: given.path ?? 'k8s/overlays',
    labelValue: given.labelValue,
  };
}

function describePlan({ applications }: ApplicationsPlan): string[] {
  return applications.map(({ manifest }) => {
    const { source, destination, syncPolicy } = manifest.spec;
    const follows =
      'automated' in syncPolicy ? 'follows Git' : 'waits for a promotion';
    return `Application ${manifest.metadata.name}: ${source.path} to namespace ${destination.namespace}, ${follows}`;
  });
}

/** The action `argocd:create-resources`: gives a service its Argo CD Applications. */
export function createArgoCdResourcesAction(options: {
  creation: ServiceCreationService;
}) {
  return createTemplateAction({
    id: 'argocd:create-resources',
    description:
      'Makes an Argo CD Application for each chosen environment. Running it again changes nothing, and Applications of others are not taken over',
    supportsDryRun: true,
    examples,
    schema: { input, output },
    async handler(ctx) {
      const { signal } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const plan = await options.creation.planApplications(
        toRequest(ctx.input),
        { credentials, signal },
      );
      describePlan(plan).forEach(line => ctx.logger.info(line));
      if (ctx.isDryRun) {
        const planned = plan.applications.map(
          ({ instance, environment, manifest }) => ({
            name: manifest.metadata.name,
            environment,
            instance,
          }),
        );
        ctx.output('applications', planned);
        ctx.output('links', []);
        return;
      }
      const applications = await options.creation.createApplications(plan, {
        credentials,
        signal,
        checkpoint: part => ctx.checkpoint(part),
      });
      ctx.output('applications', applications);
      ctx.output(
        'links',
        applications.flatMap(({ name, url }) =>
          url ? [{ title: `${name} in Argo CD`, url }] : [],
        ),
      );
    },
  });
}
