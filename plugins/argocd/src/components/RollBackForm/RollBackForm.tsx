import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Radio, RadioGroup, Skeleton } from '@backstage/ui';
import type {
  Deployment,
  HistoryEntryDetail,
} from '@golden-path/plugin-argocd-common';
import type { OperationFormProps } from '@golden-path/plugin-operations-react';
import { Age } from '@golden-path/plugin-platform-react';
import { useEffect } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { argocdApiRef } from '../../api';
import { historyVersionOf } from '../../operations/historyVersionOf';
import { DeploymentsFailure } from '../DeploymentsFailure';

/** Options of {@link RollBackForm}. */
export interface RollBackFormProps extends OperationFormProps {
  entityRef: string;
  deployment: Pick<Deployment, 'application' | 'instance'>;
  /** Which application is meant. */
  selector: { environment?: string; application?: string };
}

/** Asks to which of the past deployments it is to go back; the one before the present one is chosen already. */
export function RollBackForm(props: RollBackFormProps) {
  const { entityRef, deployment, input, onChange, selector } = props;
  const argocd = useApi(argocdApiRef);
  const { instance, application } = deployment;
  const { namespace, name } = application;
  const { value, error, retry } = useAsyncRetry(async () => {
    const detail = await argocd.getDeployment(parseEntityRef(entityRef), {
      instance,
      namespace,
      name,
    });
    return detail.history.filter(entry => !entry.isCurrent);
  }, [argocd, entityRef, instance, namespace, name]);
  const choose = (historyId: number) => onChange({ ...selector, historyId });
  useEffect(() => {
    if (value && value.length > 0) {
      choose(value[0].id);
    }
    // Only what was just loaded is a reason to choose for somebody.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [value]);
  if (error) {
    return <DeploymentsFailure error={toError(error)} onRetry={retry} />;
  }
  if (!value) {
    return <Skeleton width="100%" height="6rem" />;
  }
  if (value.length === 0) {
    return (
      <Alert
        status="info"
        icon
        title="There is no earlier deployment to go back to"
      />
    );
  }
  return (
    <RadioGroup
      label="Back to"
      value={String(input?.historyId ?? value[0].id)}
      onChange={id => choose(Number(id))}
    >
      {value.map(entry => (
        <Radio key={entry.id} value={String(entry.id)}>
          <HistoryChoice entry={entry} />
        </Radio>
      ))}
    </RadioGroup>
  );
}

function HistoryChoice({ entry }: { entry: HistoryEntryDetail }) {
  return (
    <span>
      <strong>{historyVersionOf(entry)}</strong>
      {entry.commit && ` ${entry.commit.title}`}
      {entry.deployedAt && (
        <>
          , <Age isOneOfMany since={entry.deployedAt} suffix=" ago" />
        </>
      )}
    </span>
  );
}
