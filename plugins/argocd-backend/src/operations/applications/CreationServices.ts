import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ApplicationsService,
  PlatformConfigService,
} from '@golden-path/plugin-platform-node';

/** What the Applications of new services are made with. */
export interface CreationServices {
  readonly applicationsService: ApplicationsService;
  readonly auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly platform: Pick<PlatformConfigService, 'environments' | 'ownership'>;
  readonly readOnly: boolean;
}
