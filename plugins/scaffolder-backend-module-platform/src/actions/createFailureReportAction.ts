import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { describeCleanUp } from '../service/describeCleanUp';
import type { ServiceCreationService } from '../service/ServiceCreationService';
import { examples } from './createFailureReportAction.examples';

/** The action `platform:failure:report`: tells what a run that failed leaves behind. */
export function createFailureReportAction(options: {
  creation: ServiceCreationService;
}) {
  return createTemplateAction({
    id: 'platform:failure:report',
    description:
      'Writes to the log what exists of a service after a failure, and how to remove it. Use it as the last step, with if: ${{ failure() }}',
    examples,
    schema: {
      input: {
        name: z => z.string().describe('Name of the service'),
        owner: z =>
          z
            .string()
            .describe('The group that should own it, by name or reference'),
        checked: z =>
          z
            .any()
            .optional()
            .describe(
              'True if the step platform:name:check passed: ${{ steps.check.output.available }}. Then all that exists comes from this run',
            ),
      },
      output: {
        leftovers: z =>
          z.array(z.string()).describe('What exists and how to remove it'),
      },
    },
    async handler(ctx) {
      // A template that cannot be rendered stays as text: only the value itself says that the check has passed.
      const passed = ctx.input.checked === true;
      if ('checked' in ctx.input && !passed) {
        ctx.logger.info(
          'Nothing was made: the run ended before its first effect.',
        );
        ctx.output('leftovers', []);
        return;
      }
      const lines = describeCleanUp(
        await options.creation.findLeftovers(ctx.input, {
          credentials: await ctx.getInitiatorCredentials(),
          signal: ctx.signal,
        }),
      );
      if (lines.length === 0) {
        ctx.logger.info(`Nothing exists of ${ctx.input.name}. Run this again.`);
      } else {
        ctx.logger.warn(
          passed
            ? `The run failed, and this is what it has made of ${ctx.input.name}. The name stays taken until it is removed:`
            : `The run failed. This exists of ${ctx.input.name}; remove only what this run has made:`,
        );
        lines.forEach(line => ctx.logger.warn(line));
      }
      ctx.output('leftovers', lines);
    },
  });
}
