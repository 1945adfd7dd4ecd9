import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { NameAvailability } from '@golden-path/plugin-platform-common';

/** Knows which names of services are in use. */
export interface NamesService {
  /** Looks for a name in all systems where a new service would need it. A valid name is expected. */
  checkAvailability(
    name: string,
    options: { credentials: BackstageCredentials },
  ): Promise<NameAvailability>;
}
