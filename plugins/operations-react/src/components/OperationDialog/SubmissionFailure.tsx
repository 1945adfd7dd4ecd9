import { Alert } from '@backstage/ui';
import { reasonOf, statusCodeOf } from '@golden-path/plugin-platform-react';

/** Why what was asked for did not start. */
export function SubmissionFailure({ error }: { error: Error }) {
  const status = statusCodeOf(error);
  if (status === 403) {
    return (
      <Alert
        status="info"
        icon
        role="alert"
        title="You may not do this"
        description={reasonOf(error)}
      />
    );
  }
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title={
        status === undefined
          ? 'The portal did not answer, so it is not known whether it started'
          : 'It could not be started'
      }
      description={
        status === undefined
          ? `${reasonOf(error)}. Try again: it never runs twice.`
          : reasonOf(error)
      }
    />
  );
}
