import { Alert, Button } from '@backstage/ui';
import { ResponseError } from '@backstage/errors';
import { statusCodeOf } from '../../statusCodeOf';

/** Tells why nothing can be shown: what failed and how to try again, or who may see it. */
export function DeploymentsFailure(props: {
  error: Error;
  onRetry: () => void;
}) {
  const { error, onRetry } = props;
  if (statusCodeOf(error) === 403) {
    return (
      <Alert
        status="info"
        icon
        title="You may not see these deployments"
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
      title="Deployments could not be loaded"
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

/** What the server said itself, rather than that a request failed. */
function reasonOf(error: Error): string {
  return error instanceof ResponseError ? error.cause.message : error.message;
}

function requestIdOf(error: Error): string | undefined {
  return error instanceof ResponseError
    ? error.response.headers.get('x-request-id') ?? undefined
    : undefined;
}
