import type {
  OperationPhase,
  OperationUndo,
} from '@golden-path/plugin-operations-node';
import { plannedIn, type CreationDetails } from './createPhase';
import type { CreationServices } from './CreationServices';

/** What is stored of the Applications that are to be removed. */
export type RemovalDetails = CreationDetails & {
  /** The operation that has made them. */
  readonly createdBy: string;
};

/** Removes the Applications that an operation has made, and no others. */
export function undoCreation({
  applicationsService,
}: CreationServices): OperationUndo<unknown, CreationDetails, RemovalDetails> {
  return {
    async plan({ operation, details, signal }) {
      const found = await Promise.all(
        plannedIn(details).map(({ instance, manifest }) =>
          applicationsService.find(
            { instance, name: manifest.metadata.name },
            { signal },
          ),
        ),
      );
      const existing = found.filter(application => application !== undefined);
      const own = existing.filter(
        ({ createdBy }) => createdBy === operation.id,
      );
      const others = existing.filter(application => !own.includes(application));
      const names = own.map(({ name }) => name).join(', ');
      return {
        title: `Remove ${names || 'applications'}`,
        summary: `The applications that were made are deleted, with what they deploy: ${
          names || 'none'
        }.`,
        risk: 'high',
        target: targetOf(details),
        confirmation: { confirmed: true, by: 'ownership' },
        changes: own.map(({ name, url }) => ({
          subject: `Application ${name}`,
          from: 'exists',
          url,
        })),
        warnings: [
          ...(own.length > 0
            ? ['What they deploy is deleted as well, with its data.']
            : []),
          ...others.map(({ name }) => `${name} was there before, and stays.`),
        ],
        nothingToDo:
          own.length > 0
            ? undefined
            : 'None of the applications that were made exists any more.',
        onFailure: 'What was deleted stays deleted: do it again for the rest.',
        details: { ...details, createdBy: operation.id },
        decidedBy: { applications: own.map(({ name }) => name).sort() },
      };
    },
    phases: [removePhase(applicationsService)],
  };
}

function removePhase(
  applications: CreationServices['applicationsService'],
): OperationPhase<unknown, RemovalDetails> {
  return {
    name: 'remove',
    title: 'Delete the applications',
    async run({ details, signal, act }) {
      const removed: string[] = [];
      for (const { instance, manifest } of plannedIn(details)) {
        const { name } = manifest.metadata;
        const { createdBy } = details;
        const isGone = await act(() =>
          applications.remove({ instance, name, createdBy }, { signal }),
        );
        if (isGone) {
          removed.push(name);
        }
      }
      return { message: `Deleted ${removed.join(', ') || 'nothing more'}.` };
    },
  };
}

/** What the Applications of a service are held by while they are made or removed. */
export function targetOf({ key }: Pick<CreationDetails, 'key'>) {
  return {
    key: `argocd/applications/${key}`,
    title: `applications of ${key}`,
    environment: null,
  };
}
