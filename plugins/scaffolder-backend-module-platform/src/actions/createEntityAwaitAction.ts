import { setTimeout as sleep } from 'node:timers/promises';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { examples } from './createEntityAwaitAction.examples';

const defaultTimeoutSeconds = 30;

const intervalMilliseconds = 500;

/**
 * The action `platform:entity:await`: a registered entity is processed some moments later. Without this, the links of a
 * finished run lead to a page that does not exist yet.
 */
export function createEntityAwaitAction(options: {
  catalog: CatalogService;
  /** How to wait between two looks; replaced in tests. */
  delay?: (signal?: AbortSignal) => Promise<void>;
}) {
  const delay =
    options.delay ??
    (async signal => sleep(intervalMilliseconds, undefined, { signal }));
  return createTemplateAction({
    id: 'platform:entity:await',
    description:
      'Waits until the catalog shows an entity that was registered. Goes on with a warning when that takes too long',
    examples,
    schema: {
      input: {
        entityRef: z => z.string().describe('Reference of the entity'),
        timeoutSeconds: z =>
          z
            .number()
            .positive()
            .max(300)
            .optional()
            .describe(
              `How long to wait at most, ${defaultTimeoutSeconds} by default`,
            ),
      },
      output: {
        found: z => z.boolean().describe('Whether the catalog shows it'),
      },
    },
    async handler(ctx) {
      const { entityRef, timeoutSeconds = defaultTimeoutSeconds } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const looks = Math.ceil((timeoutSeconds * 1000) / intervalMilliseconds);
      for (let look = 0; look < looks; look += 1) {
        if (await options.catalog.getEntityByRef(entityRef, { credentials })) {
          ctx.logger.info(`The catalog shows ${entityRef}.`);
          ctx.output('found', true);
          return;
        }
        await delay(ctx.signal);
      }
      ctx.logger.warn(
        `The catalog does not show ${entityRef} yet. It is registered and will come; reload its page in a minute.`,
      );
      ctx.output('found', false);
    },
  });
}
