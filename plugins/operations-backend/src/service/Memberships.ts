import type { AuthService } from '@backstage/backend-plugin-api';
import { RELATION_MEMBER_OF } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Options of {@link Memberships.create}. */
export interface MembershipsOptions {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
}

/** Who is in which groups at this moment. */
export class Memberships {
  readonly #options: MembershipsOptions;

  static create(options: MembershipsOptions): Memberships {
    return new Memberships(options);
  }

  private constructor(options: MembershipsOptions) {
    this.#options = options;
  }

  /** A person and the groups of the person, as the catalog knows them now. Nobody where the catalog has no such user. */
  async refsOf(userRef: string): Promise<string[]> {
    const { auth, catalog } = this.#options;
    const user = await catalog.getEntityByRef(userRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    return user
      ? [
          userRef,
          ...(user.relations ?? [])
            .filter(({ type }) => type === RELATION_MEMBER_OF)
            .map(({ targetRef }) => targetRef),
        ]
      : [];
  }
}
