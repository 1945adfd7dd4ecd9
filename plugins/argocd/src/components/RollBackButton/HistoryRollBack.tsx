import type {
  Deployment,
  DeploymentsResponse,
  HistoryEntryDetail,
} from '@golden-path/plugin-argocd-common';
import type { OperationSummary } from '@golden-path/plugin-operations-common';
import { busyOperationOf } from '../../operations/busyOperationOf';
import { historyVersionOf } from '../../operations/historyVersionOf';
import { selectorOf } from '../../operations/selectorOf';
import { whyNotOperable } from '../../operations/whyNotOperable';
import { ArgocdOperationButton } from '../ArgocdOperationButton';

/** Options of {@link HistoryRollBack}. */
export interface HistoryRollBackProps {
  entry: HistoryEntryDetail;
  deployment: Deployment;
  response: DeploymentsResponse;
  entityRef: string;
  /** What is being done at present. */
  active: OperationSummary[];
}

/** Goes back to one past deployment; nothing for the present one. */
export function HistoryRollBack(props: HistoryRollBackProps) {
  const { entry, deployment, response, entityRef, active } = props;
  if (entry.isCurrent) {
    return null;
  }
  const place = deployment.environment ?? deployment.application.name;
  return (
    <ArgocdOperationButton
      kind="roll-back"
      entityRef={entityRef}
      label="Roll back to this"
      verb="Roll back"
      title={`Roll back to this: ${historyVersionOf(entry)} in ${place}`}
      disabledReason={
        whyNotOperable(deployment) ??
        (busyOperationOf(deployment, active) && `${place} is being changed`)
      }
      input={{
        ...selectorOf(deployment, response.items),
        historyId: entry.id,
      }}
    />
  );
}
