import { ResponseError } from '@backstage/errors';
import { Alert, Button } from '@backstage/ui';
import { reasonOf } from '../../reasonOf';
import { statusCodeOf } from '../../statusCodeOf';

/** Options of {@link RequestFailure}. */
export interface RequestFailureProps {
  error: Error;
  /** What is wrong, for example `Deployments could not be loaded`. */
  title: string;
  /** What is wrong where the reader has no right to it, for example `You may not see these deployments`. */
  deniedTitle: string;
  onRetry: () => void;
}

/** Tells why nothing can be shown: what failed and how to try again, or who may see it. */
export function RequestFailure(props: RequestFailureProps) {
  const { error, title, deniedTitle, onRetry } = props;
  if (statusCodeOf(error) === 403) {
    return (
      <Alert
        status="info"
        icon
        title={deniedTitle}
        description={reasonOf(error)}
      />
    );
  }
  const requestId = requestIdOf(error);
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title={title}
      description={`${reasonOf(error)}${
        requestId ? ` (request ${requestId})` : ''
      }`}
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          Retry
        </Button>
      }
    />
  );
}

function requestIdOf(error: Error): string | undefined {
  return error instanceof ResponseError
    ? error.response.headers.get('x-request-id') ?? undefined
    : undefined;
}
