import type {
  Application,
  OperationState,
  ResourceStatus,
} from './application.ts';

/**
 * The objects of an application after a sync: those that it made belong to it from then on, also when Git stops wanting
 * them before the next comparison. Nothing where there are no new ones.
 */
export function resourcesAfter(
  { status }: Pick<Application, 'status'>,
  { operation, syncResult }: OperationState,
): readonly ResourceStatus[] | undefined {
  if (operation.sync?.dryRun) {
    return undefined;
  }
  const known = status?.resources ?? [];
  const made = (syncResult?.resources ?? []).filter(
    one =>
      one.status === 'Synced' &&
      !known.some(
        other =>
          (other.group ?? '') === one.group &&
          other.kind === one.kind &&
          (other.namespace ?? '') === one.namespace &&
          other.name === one.name,
      ),
  );
  return made.length
    ? [
        ...known,
        ...made.map(({ group, version, kind, namespace, name }) => ({
          ...(group ? { group } : {}),
          version,
          kind,
          ...(namespace ? { namespace } : {}),
          name,
          status: 'Synced' as const,
        })),
      ]
    : undefined;
}
