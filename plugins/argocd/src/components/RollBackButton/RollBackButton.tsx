import type { Deployment } from '@golden-path/plugin-argocd-common';
import { ArgocdOperationButton } from '../ArgocdOperationButton';
import { RollBackForm } from '../RollBackForm';

/** Options of {@link RollBackButton}. */
export interface RollBackButtonProps {
  entityRef: string;
  deployment: Pick<Deployment, 'application' | 'environment' | 'instance'>;
  /** Which application is meant. */
  selector: { environment?: string; application?: string };
  disabledReason?: string;
}

/** Goes back to a past deployment, which the dialog lets choose. */
export function RollBackButton(props: RollBackButtonProps) {
  const { entityRef, deployment, selector, disabledReason } = props;
  const place = deployment.environment ?? deployment.application.name;
  return (
    <ArgocdOperationButton
      kind="roll-back"
      entityRef={entityRef}
      label="Roll back"
      title={`Roll back ${place}`}
      disabledReason={disabledReason}
      renderForm={form => (
        <RollBackForm
          {...form}
          entityRef={entityRef}
          deployment={deployment}
          selector={selector}
        />
      )}
    />
  );
}
