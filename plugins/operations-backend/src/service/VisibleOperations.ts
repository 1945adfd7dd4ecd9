import type {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  operationsOperationManagePermission,
  operationsOperationReadPermission,
} from '@golden-path/plugin-operations-common';
import type { OperationRow, StoredOperation } from '../database/OperationRow';
import type { AuthorizedRequests } from './AuthorizedRequests';

/** Options of {@link VisibleOperations.create}. */
export interface VisibleOperationsOptions {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly requests: AuthorizedRequests;
  readonly userInfo: UserInfoService;
}

/** Decides which operations somebody may see: those of the entities that the caller sees and may read. */
export class VisibleOperations {
  readonly #options: VisibleOperationsOptions;

  static create(options: VisibleOperationsOptions): VisibleOperations {
    return new VisibleOperations(options);
  }

  private constructor(options: VisibleOperationsOptions) {
    this.#options = options;
  }

  /** Those that the caller may see, in their order. */
  async filter(
    stored: readonly StoredOperation[],
    credentials: BackstageCredentials,
  ): Promise<StoredOperation[]> {
    const rows = stored.map(({ row }) => row);
    const entityRefs = [
      ...new Set(rows.flatMap(({ entityRef }) => entityRef ?? [])),
    ];
    const hasOthers = rows.some(({ entityRef }) => entityRef === null);
    const [readable, mayRead] = await Promise.all([
      this.#readable(entityRefs, credentials),
      hasOthers ? this.#ownerRule(credentials) : () => false,
    ]);
    return stored.filter(({ row }) =>
      row.entityRef === null ? mayRead(row) : readable.has(row.entityRef),
    );
  }

  async #readable(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    if (entityRefs.length === 0) {
      return new Set();
    }
    const { catalog, requests } = this.#options;
    const [{ items }, decisions] = await Promise.all([
      catalog.getEntitiesByRefs(
        { entityRefs: [...entityRefs], fields: ['kind'] },
        { credentials },
      ),
      requests.decide(
        entityRefs.map(resourceRef => ({
          permission: operationsOperationReadPermission,
          resourceRef,
        })),
        credentials,
      ),
    ]);
    return new Set(
      entityRefs.filter(
        (_, index) => items[index] !== undefined && decisions[index] === true,
      ),
    );
  }

  /** What is made for a group has no entity yet: its members see it, who asked for it, approves it or operates the platform. */
  async #ownerRule(
    credentials: BackstageCredentials,
  ): Promise<(row: OperationRow) => boolean> {
    const { auth, requests, userInfo } = this.#options;
    if (!auth.isPrincipal(credentials, 'user')) {
      return () => false;
    }
    const [{ ownershipEntityRefs, userEntityRef }, [managing]] =
      await Promise.all([
        userInfo.getUserInfo(credentials),
        requests.decide(
          [{ permission: operationsOperationManagePermission }],
          credentials,
        ),
      ]);
    const held = new Set(ownershipEntityRefs.map(ref => ref.toLowerCase()));
    return ({ ownerRef, requestedBy, plan }) =>
      managing === true ||
      requestedBy === userEntityRef ||
      (ownerRef !== null && held.has(ownerRef.toLowerCase())) ||
      plan.approvals.some(({ approvers }) =>
        approvers.some(approver => held.has(approver.toLowerCase())),
      );
  }
}
