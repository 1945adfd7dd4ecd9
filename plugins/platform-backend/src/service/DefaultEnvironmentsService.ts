import type {
  Environment,
  EnvironmentsResponse,
} from '@golden-path/plugin-platform-common';
import type { EnvironmentsService } from './EnvironmentsService';

/** The environments of the configuration. */
export class DefaultEnvironmentsService implements EnvironmentsService {
  readonly #environments: readonly Environment[];

  static create(options: {
    environments: readonly Environment[];
  }): DefaultEnvironmentsService {
    return new DefaultEnvironmentsService(options.environments);
  }

  private constructor(environments: readonly Environment[]) {
    this.#environments = environments;
  }

  async list(): Promise<EnvironmentsResponse> {
    return {
      items: this.#environments.map(
        ({ name, cluster, promoteFrom, approval }) => ({
          name,
          cluster,
          promoteFrom,
          requiredApprovals: approval?.required ?? 0,
        }),
      ),
    };
  }
}
