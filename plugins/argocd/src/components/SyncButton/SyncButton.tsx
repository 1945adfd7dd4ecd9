import { ArgocdOperationButton } from '../ArgocdOperationButton';
import { SyncForm } from '../SyncForm';

/** Options of {@link SyncButton}. */
export interface SyncButtonProps {
  entityRef: string;
  /** Which application is meant. */
  selector: { environment?: string; application?: string };
  /** What people call the place: its environment, or the application. */
  place: string;
  disabledReason?: string;
}

/** Lets Argo CD apply what Git says; the dialog lets choose how. */
export function SyncButton(props: SyncButtonProps) {
  const { entityRef, selector, place, disabledReason } = props;
  return (
    <ArgocdOperationButton
      kind="sync"
      entityRef={entityRef}
      label="Sync"
      title={`Sync ${place}`}
      disabledReason={disabledReason}
      input={{ ...selector, prune: false, dryRun: false }}
      renderForm={form => <SyncForm {...form} />}
    />
  );
}
