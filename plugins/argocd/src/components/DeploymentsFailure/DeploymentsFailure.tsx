import { RequestFailure } from '@golden-path/plugin-platform-react';

/** Tells why no deployments can be shown: what failed and how to try again, or who may see them. */
export function DeploymentsFailure(props: {
  error: Error;
  onRetry: () => void;
}) {
  return (
    <RequestFailure
      {...props}
      title="Deployments could not be loaded"
      deniedTitle="You may not see these deployments"
    />
  );
}
