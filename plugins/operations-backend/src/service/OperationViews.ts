import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { Operation } from '@golden-path/plugin-operations-common';
import type { StoredOperation } from '../database/OperationRow';
import type { KindRegistry } from '../engine/KindRegistry';
import { abilitiesOf } from './abilitiesOf';
import type { Decisions } from './Decisions';
import type { OperationPermissions } from './OperationPermissions';
import { operationOf } from './operationView';

/** Options of {@link OperationViews.create}. */
export interface OperationViewsOptions {
  readonly auth: AuthService;
  readonly decisions: Decisions;
  readonly kinds: KindRegistry;
  readonly permissions: OperationPermissions;
}

/** Operations as somebody sees them: with what this person may do with them. */
export class OperationViews {
  readonly #options: OperationViewsOptions;

  static create(options: OperationViewsOptions): OperationViews {
    return new OperationViews(options);
  }

  private constructor(options: OperationViewsOptions) {
    this.#options = options;
  }

  async view(
    stored: StoredOperation,
    credentials: BackstageCredentials,
  ): Promise<Operation> {
    const { auth, decisions, kinds, permissions } = this.#options;
    const { row } = stored;
    const isUser = auth.isPrincipal(credentials, 'user');
    const [changeRefusal, decideRefusal] = await Promise.all([
      permissions.changeRefusal(row, credentials),
      row.status === 'waiting' && isUser
        ? decisions.refusalOf(row, credentials.principal.userEntityRef)
        : 'Only people decide.',
    ]);
    const definition = kinds.find(row.kind);
    return operationOf(
      stored,
      abilitiesOf(stored, {
        changeRefusal,
        decideRefusal,
        isOwn:
          isUser && row.requestedBy === credentials.principal.userEntityRef,
        canUndo:
          definition?.undo !== undefined && definition.version === row.version,
      }),
    );
  }
}
