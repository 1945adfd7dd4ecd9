import { Alert } from '@backstage/ui';
import { reasonOf } from '@golden-path/plugin-platform-react';
import type { OperationChange } from '../../hooks/useOperationChange';

/** Why the last change of an operation did not work; nothing where it did. */
export function ChangeFailure({ change }: { change: OperationChange }) {
  return change.error ? (
    <Alert
      status="danger"
      icon
      role="alert"
      title="It could not be changed"
      description={reasonOf(change.error)}
    />
  ) : null;
}
