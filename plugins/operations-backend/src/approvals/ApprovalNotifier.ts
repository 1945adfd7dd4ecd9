import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Plan } from '@golden-path/plugin-operations-common';
import type { OperationRow } from '../database/OperationRow';

/** Options of {@link ApprovalNotifier.create}. */
export interface ApprovalNotifierOptions {
  readonly logger: LoggerService;
  readonly notifications: NotificationService;
}

/** Tells people what waits for them, and what became of what they asked for. */
export class ApprovalNotifier {
  readonly #options: ApprovalNotifierOptions;

  static create(options: ApprovalNotifierOptions): ApprovalNotifier {
    return new ApprovalNotifier(options);
  }

  private constructor(options: ApprovalNotifierOptions) {
    this.#options = options;
  }

  /** To everybody who may approve, but not to who asked. */
  async askForApproval(row: OperationRow): Promise<void> {
    await this.#send(row, {
      to: row.plan.approvals.flatMap(({ approvers }) => approvers),
      except: row.requestedBy,
      title: `${row.requestedBy} asks for your approval: ${row.title}`,
      description: describePlan(row.plan, row.reason),
      severity: 'high',
    });
  }

  async tellApproval(row: OperationRow, by: string): Promise<void> {
    await this.#send(row, {
      to: [row.requestedBy],
      title: `Approved: ${row.title}`,
      description: `${by} approved it. It runs now.`,
      severity: 'normal',
    });
  }

  async tellDenial(
    row: OperationRow,
    { by, reason }: { by: string; reason: string },
  ): Promise<void> {
    await this.#send(row, {
      to: [row.requestedBy],
      title: `Denied: ${row.title}`,
      description: `${by}: ${reason}`,
      severity: 'normal',
    });
  }

  async #send(
    row: OperationRow,
    message: {
      to: readonly string[];
      except?: string;
      title: string;
      description: string;
      severity: 'high' | 'normal';
    },
  ): Promise<void> {
    const { to, except, title, description, severity } = message;
    try {
      await this.#options.notifications.send({
        recipients: {
          type: 'entity',
          entityRef: [...to],
          excludeEntityRef: except,
        },
        payload: {
          title,
          description,
          link: `/operations/${row.id}`,
          severity,
          topic: 'operations',
          // One per operation: the later one takes the place of the earlier.
          scope: `operations:${row.id}`,
        },
      });
    } catch (error) {
      // A message that is lost must not stop the operation: the page Approvals shows what waits.
      this.#options.logger.warn(
        `Could not notify about operation ${row.id}: ${error}`,
      );
    }
  }
}

function describePlan(plan: Plan, reason: string | null): string {
  const changes = plan.changes.map(
    ({ subject, from = 'nothing', to = 'nothing' }) =>
      `${subject}: ${from} → ${to}`,
  );
  return [plan.summary, ...changes, reason ? `Reason: ${reason}` : '']
    .filter(Boolean)
    .join('\n');
}
