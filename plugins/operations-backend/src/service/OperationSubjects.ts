import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  AnyOperationDefinition,
  OperationSubject,
} from '@golden-path/plugin-operations-node';
import { normalizeEntityRef } from './normalizeEntityRef';

/** Options of {@link OperationSubjects.create}. */
export interface OperationSubjectsOptions {
  readonly admins: readonly string[];
  readonly catalog: CatalogService;
  readonly userInfo: UserInfoService;
}

/** What somebody wants an operation for. */
export interface NamedSubject {
  readonly entityRef?: string | null;
  readonly ownerRef?: string | null;
}

/** Finds what operations are asked for, with the rights of the caller. */
export class OperationSubjects {
  readonly #options: OperationSubjectsOptions;

  static create(options: OperationSubjectsOptions): OperationSubjects {
    return new OperationSubjects(options);
  }

  private constructor(options: OperationSubjectsOptions) {
    this.#options = options;
  }

  /**
   * Throws an `InputError` where the wrong thing is named, a `NotFoundError` where the caller sees no such entity, and
   * a `NotAllowedError` where somebody makes something for a group that is not theirs.
   */
  async resolve(
    { kind, subject }: AnyOperationDefinition,
    named: NamedSubject,
    credentials: BackstageCredentials,
  ): Promise<OperationSubject> {
    const { entityRef, ownerRef } = named;
    if (subject === 'entity') {
      if (!entityRef || ownerRef) {
        throw new InputError(
          `'${kind}' is done to an entity: give entityRef, and no ownerRef.`,
        );
      }
      return this.#entity(normalizeEntityRef(entityRef), credentials);
    }
    if (!ownerRef || entityRef) {
      throw new InputError(
        `'${kind}' makes something new: give ownerRef, the group that will own it, and no entityRef.`,
      );
    }
    return this.#owner(normalizeEntityRef(ownerRef, 'group'), credentials);
  }

  async #entity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<OperationSubject> {
    const entity = await this.#options.catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(
        `There is no ${entityRef} in the catalog, or you may not see it.`,
      );
    }
    return { type: 'entity', entity, entityRef };
  }

  async #owner(
    ownerRef: string,
    credentials: BackstageCredentials,
  ): Promise<OperationSubject> {
    const { admins, userInfo } = this.#options;
    if (!ownerRef.startsWith('group:')) {
      throw new InputError(
        `${ownerRef} cannot own what is made: the owner is a group, such as group:default/team-orders.`,
      );
    }
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    const held = ownershipEntityRefs.map(ref => ref.toLowerCase());
    if (![ownerRef, ...admins].some(ref => held.includes(ref.toLowerCase()))) {
      throw new NotAllowedError(
        `You may not make anything for ${ownerRef}: you do not belong to this group. Its members may${
          admins.length > 0 ? `, and ${admins.join(', ')}` : ''
        }.`,
      );
    }
    return { type: 'owner', ownerRef };
  }
}
