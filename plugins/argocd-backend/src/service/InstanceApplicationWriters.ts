import { NotFoundError } from '@backstage/errors';
import type { ClustersService } from '@golden-path/plugin-platform-node';
import type {
  ApplicationAddress,
  ApplicationWriter,
} from '../client/ApplicationWriter';
import { ArgoCdServerClient } from '../client/ArgoCdServerClient';
import { ClusterApplicationWriter } from '../client/ClusterApplicationWriter';
import { ServerApplicationWriter } from '../client/ServerApplicationWriter';
import type { ArgocdConfig } from '../config';

/** Options of {@link InstanceApplicationWriters.create}. */
export interface InstanceApplicationWritersOptions {
  readonly clusters: Pick<ClustersService, 'get' | 'nameOfServer'>;
  readonly instances: ArgocdConfig['instances'];
}

/** Gives each application to the writer of its Argo CD instance. */
export class InstanceApplicationWriters implements ApplicationWriter {
  readonly #writers: ReadonlyMap<string, ApplicationWriter>;

  static create(
    options: InstanceApplicationWritersOptions,
  ): InstanceApplicationWriters {
    const { clusters, instances } = options;
    return new InstanceApplicationWriters(
      new Map(
        instances.map(instance => [
          instance.name,
          instance.type === 'cluster'
            ? ClusterApplicationWriter.create({ clusters, instance })
            : ServerApplicationWriter.create({
                client: ArgoCdServerClient.create({ instance }),
                instance,
                nameOfServer: url => clusters.nameOfServer(url),
              }),
        ]),
      ),
    );
  }

  private constructor(writers: ReadonlyMap<string, ApplicationWriter>) {
    this.#writers = writers;
  }

  /** {@inheritDoc ApplicationWriter.read} */
  read: ApplicationWriter['read'] = async (address, options) =>
    this.#writerOf(address).read(address, options);

  /** {@inheritDoc ApplicationWriter.refresh} */
  refresh: ApplicationWriter['refresh'] = async (address, options) =>
    this.#writerOf(address).refresh(address, options);

  /** {@inheritDoc ApplicationWriter.sync} */
  sync: ApplicationWriter['sync'] = async (address, request, options) =>
    this.#writerOf(address).sync(address, request, options);

  /** {@inheritDoc ApplicationWriter.rollBack} */
  rollBack: ApplicationWriter['rollBack'] = async (address, request, options) =>
    this.#writerOf(address).rollBack(address, request, options);

  /** {@inheritDoc ApplicationWriter.terminate} */
  terminate: ApplicationWriter['terminate'] = async (
    address,
    request,
    options,
  ) => this.#writerOf(address).terminate(address, request, options);

  #writerOf({ instance }: ApplicationAddress): ApplicationWriter {
    const writer = this.#writers.get(instance);
    if (!writer) {
      throw new NotFoundError(
        `There is no Argo CD instance ${instance} in argocd.instances any more.`,
      );
    }
    return writer;
  }
}
