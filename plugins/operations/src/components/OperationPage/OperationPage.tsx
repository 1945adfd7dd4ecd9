import {
  BreadcrumbEntry,
  useRouteRefParams,
} from '@backstage/frontend-plugin-api';
import {
  Alert,
  Container,
  Header,
  Skeleton,
  VisuallyHidden,
} from '@backstage/ui';
import {
  operationRouteRef,
  useOperation,
} from '@golden-path/plugin-operations-react';
import {
  RequestFailure,
  statusCodeOf,
} from '@golden-path/plugin-platform-react';
import { OperationContent } from './OperationContent';
import styles from './OperationPage.module.css';

/** One operation: how far it is, what it was to do, who decided, and what can be done with it now. */
export function OperationPage() {
  const { id } = useRouteRefParams(operationRouteRef);
  return <OperationOf key={id} id={id} />;
}

function OperationOf({ id }: { id: string }) {
  const { state, retry, accept } = useOperation(id);
  const title = state.type === 'loaded' ? state.operation.title : 'Operation';
  return (
    <BreadcrumbEntry entry={{ label: title, href: '' }}>
      <main>
        <Header title={title} className={styles.header} />
        <Container className={styles.page}>
          {state.type === 'loading' && <OperationSkeleton />}
          {state.type === 'failed' && (
            <OperationFailure error={state.error} onRetry={retry} />
          )}
          {state.type === 'loaded' && (
            <OperationContent
              operation={state.operation}
              isLost={state.outdatedBy !== undefined}
              onChanged={accept}
            />
          )}
        </Container>
      </main>
    </BreadcrumbEntry>
  );
}

function OperationFailure(props: { error: Error; onRetry: () => void }) {
  return statusCodeOf(props.error) === 404 ? (
    <Alert
      status="info"
      icon
      title="There is no such operation"
      description="Operations are kept for a time and then removed, or the link is not complete."
    />
  ) : (
    <RequestFailure
      {...props}
      title="The operation could not be loaded"
      deniedTitle="You may not see this operation"
    />
  );
}

function OperationSkeleton() {
  return (
    <div role="status" aria-busy="true" className={styles.skeleton}>
      <VisuallyHidden>Loading the operation</VisuallyHidden>
      <Skeleton width="14rem" height="1.25rem" />
      <Skeleton width="60%" height="1rem" />
      <Skeleton width="100%" height="10rem" />
    </div>
  );
}
