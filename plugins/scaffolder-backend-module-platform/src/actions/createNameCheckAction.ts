import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { serviceNameRule } from '@golden-path/plugin-platform-common';
import type { ServiceCreationService } from '../service/ServiceCreationService';
import { examples } from './createNameCheckAction.examples';

/** The action `platform:name:check`: the first step of every golden path. */
export function createNameCheckAction(options: {
  creation: ServiceCreationService;
}) {
  return createTemplateAction({
    id: 'platform:name:check',
    description:
      'Fails before anything is made if the name breaks the rule, if the caller may not make services for the owner, or if a repository, component or application of this name exists',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        name: z =>
          z.string().describe(`Name of the new service: ${serviceNameRule}`),
        owner: z =>
          z
            .string()
            .describe(
              'The group that will own the service, by name or reference; one of the groups of the caller',
            ),
        environments: z =>
          z
            .array(z.string())
            .optional()
            .describe(
              'Environments that the service starts in. The name has to be free in all environments anyway',
            ),
      },
      output: {
        name: z => z.string().describe('The name, which is free'),
        available: z => z.boolean().describe('Always true: see failures'),
      },
    },
    async handler(ctx) {
      const availability = await options.creation.checkName(ctx.input, {
        credentials: await ctx.getInitiatorCredentials(),
        signal: ctx.signal,
      });
      availability.checks.forEach(({ message }) => ctx.logger.info(message));
      ctx.output('name', availability.name);
      ctx.output('available', availability.available);
    },
  });
}
