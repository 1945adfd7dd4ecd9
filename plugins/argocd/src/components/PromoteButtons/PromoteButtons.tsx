import type { DeploymentsResponse } from '@golden-path/plugin-argocd-common';
import type { OperationSummary } from '@golden-path/plugin-operations-common';
import { RiArrowRightLine } from '@remixicon/react';
import { deploymentKey } from '../../deploymentKey';
import { busyOperationOf } from '../../operations/busyOperationOf';
import { promotionOf } from '../../operations/promotionOf';
import { selectorOf } from '../../operations/selectorOf';
import { whyNotOperable } from '../../operations/whyNotOperable';
import { ArgocdOperationButton } from '../ArgocdOperationButton';

/** Options of {@link PromoteButtons}. */
export interface PromoteButtonsProps {
  /** The environment that is promoted from. */
  environment: string | null;
  response: DeploymentsResponse;
  entityRef: string;
  /** What is being done at present. */
  active: OperationSummary[];
  /** Whether there is no button where there is nothing to promote, rather than one that tells so. */
  isBrief?: boolean;
}

/** Brings what an environment runs into the next one; one button for each application there. */
export function PromoteButtons(props: PromoteButtonsProps) {
  const { environment, response, entityRef, active, isBrief } = props;
  const promotion = promotionOf(environment, response);
  if (!promotion || (isBrief && promotion.problem)) {
    return null;
  }
  const { to, targets, problem } = promotion;
  return (
    <>
      {targets.map(target => (
        <ArgocdOperationButton
          key={deploymentKey(target)}
          kind="promote"
          entityRef={entityRef}
          iconEnd={<RiArrowRightLine />}
          label={
            targets.length > 1
              ? `Promote to ${target.application.name}`
              : 'Promote'
          }
          verb="Promote"
          title={`Promote to ${
            targets.length > 1 ? target.application.name : to
          }`}
          disabledReason={
            problem ??
            whyNotOperable(target) ??
            (busyOperationOf(target, active) && `${to} is being changed`)
          }
          input={{ ...selectorOf(target, response.items), environment: to }}
        />
      ))}
    </>
  );
}
