import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { StoredOperation } from '../database/OperationRow';

/** Options of {@link OperationAudit.create}. */
export interface OperationAuditOptions {
  readonly auditor: AuditorService;
  readonly auth: AuthService;
}

/** Who wants what. */
export interface AuditedCall {
  readonly credentials: BackstageCredentials;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** Notes every request and decision, whether it is granted or refused. */
export class OperationAudit {
  readonly #options: OperationAuditOptions;

  static create(options: OperationAuditOptions): OperationAudit {
    return new OperationAudit(options);
  }

  private constructor(options: OperationAuditOptions) {
    this.#options = options;
  }

  /** Does something, and notes who wanted it, what for, and what came of it. */
  async note(
    eventId: string,
    { credentials, meta }: AuditedCall,
    work: () => Promise<StoredOperation>,
  ): Promise<StoredOperation> {
    const { auditor, auth } = this.#options;
    const by = auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : 'no person';
    const event = await auditor.createEvent({
      eventId,
      severityLevel: 'high',
      // What is absent is left out: it has no place in a record.
      meta: JSON.parse(JSON.stringify({ ...meta, by })) as JsonObject,
    });
    try {
      const stored = await work();
      const { id, status, planHash, target } = stored.row;
      await event.success({
        meta: {
          operationId: id,
          correlationId: id,
          status,
          planHash,
          target: target.key,
        },
      });
      return stored;
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }
}
