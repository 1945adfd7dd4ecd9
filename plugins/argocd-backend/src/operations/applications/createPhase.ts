import { ConflictError, ForwardedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  OperationPhase,
  PhaseContext,
} from '@golden-path/plugin-operations-node';
import {
  createdByAnnotation,
  type ApplicationManifest,
  type ApplicationSummary,
} from '@golden-path/plugin-platform-node';
import type { CreationServices } from './CreationServices';
import { holderProblem } from './holderProblem';
import type { PlannedApplication } from './planApplications';

/** What is stored of the Applications that are to be made. */
export type CreationDetails = {
  readonly key: string;
  readonly applications: {
    readonly instance: string;
    readonly environment: string | null;
    readonly manifest: JsonObject;
  }[];
};

/** Makes Applications, each once. */
export function createPhase(
  services: CreationServices,
): OperationPhase<unknown, CreationDetails> {
  return {
    name: 'create',
    title: 'Make the applications',
    async run(context) {
      const planned = plannedIn(context.details);
      const made: ApplicationSummary[] = [];
      for (const [index, application] of planned.entries()) {
        const { name } = application.manifest.metadata;
        await context.report(
          `${index + 1} of ${planned.length} applications: ${name}`,
        );
        try {
          made.push(await createOne(services, context, application));
        } catch (error) {
          context.signal.throwIfAborted();
          throw new ForwardedError(describeHalfDone(name, made), error);
        }
      }
      return {
        output: made.map(({ instance, name }) => ({ instance, name })),
        message: `Made ${made.map(({ name }) => name).join(', ')}.`,
        links: made.flatMap(({ name, url }) =>
          url ? [{ title: `${name} in Argo CD`, url }] : [],
        ),
      };
    },
  };
}

/** The Applications of stored details. */
export function plannedIn({
  applications,
}: CreationDetails): PlannedApplication[] {
  return applications.map(({ instance, environment, manifest }) => ({
    instance,
    environment: environment ?? undefined,
    // It was a manifest before it was stored as JSON.
    manifest: manifest as unknown as ApplicationManifest,
  }));
}

async function createOne(
  { applicationsService }: CreationServices,
  {
    operation,
    signal,
    act,
  }: Pick<
    PhaseContext<unknown, CreationDetails>,
    'operation' | 'signal' | 'act'
  >,
  { instance, manifest }: PlannedApplication,
): Promise<ApplicationSummary> {
  const { name, annotations } = manifest.metadata;
  const existing = await applicationsService.find(
    { instance, name },
    { signal },
  );
  const problem = existing && holderProblem(manifest, existing);
  if (problem) {
    throw new ConflictError(problem);
  }
  // Who made one that was there already stays on record: to undo this must not delete it.
  const createdBy = existing ? existing.createdBy : operation.id;
  const marked: ApplicationManifest = {
    ...manifest,
    metadata: {
      ...manifest.metadata,
      annotations: {
        ...annotations,
        ...(createdBy && { [createdByAnnotation]: createdBy }),
      },
    },
  };
  return act(() =>
    applicationsService.apply({ instance, manifest: marked }, { signal }),
  );
}

function describeHalfDone(
  name: string,
  made: readonly ApplicationSummary[],
): string {
  const failed = `Could not make application '${name}'.`;
  if (made.length === 0) {
    return `${failed} No application was made`;
  }
  const names = made.map(application => application.name).join(', ');
  return `${failed} These exist: ${names}. When the cause is gone, repeating this goes on where it stopped; to undo it removes what it made`;
}
