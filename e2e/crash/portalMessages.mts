import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';

/** What a portal is started with. */
export interface PortalSettings {
  readonly config: JsonObject;
  readonly entities: Entity[];
}

/** What a portal tells its test. */
export type PortalMessage =
  | { readonly type: 'loaded' }
  | { readonly type: 'ready'; readonly port: number };
