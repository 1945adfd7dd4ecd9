import type {
  OperationTarget,
  Plan,
} from '@golden-path/plugin-operations-common';
import type { TargetConfirmation } from '@golden-path/plugin-platform-common';
import type { JsonObject } from '@backstage/types';

/** What a kind's `plan` found out. The engine adds who has to approve, what stands in the way, and the hash. */
export interface PlannedOperation<TDetails extends JsonObject = JsonObject>
  extends Pick<Plan, 'title' | 'summary' | 'changes' | 'onFailure'>,
    Partial<Pick<Plan, 'commits' | 'files' | 'warnings' | 'confirmationText'>> {
  readonly target: OperationTarget;
  /**
   * Whether the far side agrees that the target belongs to the entity. The engine refuses what is not confirmed. For
   * what does not exist yet, `{ confirmed: true, by: 'ownership' }` after the owner was checked.
   */
  readonly confirmation: TargetConfirmation;
  /** The risk, where it is another one than the kind's. */
  readonly risk?: Plan['risk'];
  /** Why the plan would change nothing; then it cannot be run. */
  readonly nothingToDo?: string;
  /** What can be undone, in a sentence; absent where it cannot. */
  readonly undoDescription?: string;
  /**
   * What the phases need. It is stored: never a credential. It is never shown to anybody.
   */
  readonly details: TDetails;
  /**
   * Everything that decides the outcome, such as the blob of the file that is written and what runs now, but nothing
   * that changes by itself, such as a `resourceVersion`. The plan's hash covers it, the target, the input and the
   * phases.
   */
  readonly decidedBy: JsonObject;
}
