import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type {
  OperationsResponse,
  ParsedOperationsQuery,
} from '@golden-path/plugin-operations-common';
import type { StoredOperation } from '../database/OperationRow';
import type { OperationsList } from '../database/OperationsList';
import type { OperationsStore } from '../database/OperationsStore';
import type { Memberships } from './Memberships';
import { summaryOf } from './operationView';
import type { VisibleOperations } from './VisibleOperations';

/** Options of {@link VisibleOperationsList.create}. */
export interface VisibleOperationsListOptions {
  readonly auth: AuthService;
  readonly list: OperationsList;
  readonly memberships: Memberships;
  readonly operations: OperationsStore;
  readonly visible: VisibleOperations;
}

/** How often more is read from the database because the caller may not see what was found. */
const maximumReads = 5;

/** Pages of what somebody may see. */
export class VisibleOperationsList {
  readonly #options: VisibleOperationsListOptions;

  static create(options: VisibleOperationsListOptions): VisibleOperationsList {
    return new VisibleOperationsList(options);
  }

  private constructor(options: VisibleOperationsListOptions) {
    this.#options = options;
  }

  async isVisible(
    stored: StoredOperation,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const seen = await this.#options.visible.filter([stored], credentials);
    return seen.length > 0;
  }

  /** A page, filled up as far as a few reads find enough; it has a cursor as long as there may be more. */
  async page(
    query: ParsedOperationsQuery,
    credentials: BackstageCredentials,
  ): Promise<OperationsResponse> {
    const { list, operations, visible } = this.#options;
    const decidableBy = query.decidable
      ? await this.#deciderOf(credentials)
      : undefined;
    const seen: { stored: StoredOperation; cursor: string }[] = [];
    let { cursor } = query;
    let hasMore = true;
    for (let read = 0; hasMore && read < maximumReads; read += 1) {
      const found = await list.page({
        ...query,
        cursor,
        decidableBy,
        limit: query.limit + 1,
      });
      const stored = await operations.getMany(found.map(({ id }) => id));
      for (const one of await visible.filter(stored, credentials)) {
        const place = found.find(({ id }) => id === one.row.id);
        seen.push({ stored: one, cursor: place?.cursor ?? '' });
      }
      cursor = found.at(-1)?.cursor;
      hasMore = found.length > query.limit;
      if (seen.length > query.limit) {
        break;
      }
    }
    const page = seen.slice(0, query.limit);
    const isCut = seen.length > query.limit;
    const unread = hasMore ? cursor : undefined;
    return {
      items: page.map(({ stored }) => summaryOf(stored)),
      nextCursor: isCut ? page.at(-1)?.cursor : unread,
    };
  }

  async #deciderOf(credentials: BackstageCredentials) {
    const { auth, memberships } = this.#options;
    if (!auth.isPrincipal(credentials, 'user')) {
      return { userRef: '', refs: [] };
    }
    const { userEntityRef: userRef } = credentials.principal;
    return { userRef, refs: await memberships.refsOf(userRef) };
  }
}
