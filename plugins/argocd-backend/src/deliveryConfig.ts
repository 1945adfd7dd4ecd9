import type { Config } from '@backstage/config';
import { z } from 'zod';

/** How a new image gets into Git. */
export type DeliveryWay = 'commit' | 'pull-request';

/** How new images get into Git. A branch that takes no direct push gets a pull request in any case. */
export interface DeliveryConfig {
  readonly default: DeliveryWay;
  /** By the name of an environment. */
  readonly environments: Readonly<Record<string, DeliveryWay>>;
}

const deliveryWaySchema = z.enum(['commit', 'pull-request'], {
  error: "expected 'commit' or 'pull-request'",
});

/** The key `argocd.delivery`. */
export const deliverySchema = z.union(
  [
    deliveryWaySchema.transform(way => ({ default: way, environments: {} })),
    z.strictObject({
      default: deliveryWaySchema.default('commit'),
      environments: z.record(z.string(), deliveryWaySchema).default({}),
    }),
  ],
  {
    error:
      "expected 'commit' or 'pull-request', or both by environment: { default, environments: { production: pull-request } }",
  },
);

/** A name that is misspelt would let a commit through where a pull request was meant. */
export function findUnknownEnvironments(
  config: Config,
  delivery: DeliveryConfig | undefined,
): string[] {
  const known = (config.getOptionalConfigArray('platform.environments') ?? [])
    .map(environment => environment.getOptionalString('name'))
    .filter(name => name !== undefined);
  return Object.keys(delivery?.environments ?? {})
    .filter(name => !known.includes(name))
    .map(
      name =>
        `argocd.delivery.environments.${name}: there is no such environment in platform.environments (${
          known.join(', ') || 'none'
        })`,
    );
}
