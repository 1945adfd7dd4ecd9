import { InputError } from '@backstage/errors';
import type {
  ApplicationManifest,
  ApplicationsService,
  PlatformConfigService,
} from '@golden-path/plugin-platform-node';
import { buildApplicationManifest } from './applicationManifest';
import type { ApplicationsRequest } from './ApplicationsRequest';

/** One Application that is to be made. */
export interface PlannedApplication {
  readonly instance: string;
  readonly environment?: string;
  readonly manifest: ApplicationManifest;
}

/** Writes the Applications of a service. */
export function planApplications(
  {
    applications,
    platform,
  }: {
    readonly applications: Pick<ApplicationsService, 'destinationServer'>;
    readonly platform: Pick<PlatformConfigService, 'environments'>;
  },
  request: ApplicationsRequest,
): PlannedApplication[] {
  if (request.environments.length === 0) {
    const { instance } = request;
    if (!instance) {
      throw new InputError(
        'Say where the application goes: give environments, or an Argo CD instance.',
      );
    }
    const server = 'https://kubernetes.default.svc';
    return [
      { instance, manifest: buildApplicationManifest(request, { server }) },
    ];
  }
  return [...new Set(request.environments)].map(name => {
    const environment = platform.environments.find(
      candidate => candidate.name === name,
    );
    if (!environment) {
      const known = platform.environments
        .map(({ name: knownName }) => knownName)
        .join(', ');
      throw new InputError(
        `There is no environment '${name}'. Known environments: ${known}`,
      );
    }
    const instance = request.instance ?? environment.argocd;
    const server = applications.destinationServer(
      instance,
      environment.cluster,
    );
    return {
      instance,
      environment: name,
      manifest: buildApplicationManifest(request, { environment, server }),
    };
  });
}
