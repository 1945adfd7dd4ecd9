import type { Config } from '@backstage/config';
import { z } from 'zod';

/** An Argo CD whose Applications are resources of a cluster that the portal reaches. */
export interface ArgoCdInstance {
  readonly name: string;
  readonly cluster: string;
  /** Where the Application resources are. */
  readonly namespace: string;
  readonly frontendUrl?: string;
}

// The key belongs to the Argo CD plugin, which checks it strictly. Instances that are only an API server have no
// cluster and cannot be written to through one.
const instancesSchema = z.array(
  z
    .object({
      name: z.string(),
      cluster: z.string(),
      namespace: z.string().default('argocd'),
      frontendUrl: z.string().optional(),
    })
    .or(z.unknown().transform(() => undefined)),
);

/** Reads those of `argocd.instances` whose Applications are resources of a cluster. */
export function readArgoCdInstances(config: Config): ArgoCdInstance[] {
  const parsed = instancesSchema.safeParse(
    config.getOptional('argocd.instances') ?? [],
  );
  return parsed.success
    ? parsed.data.filter(instance => instance !== undefined)
    : [];
}
