import { exampleServices } from './exampleServices.ts';
import type { RepositorySeed } from './repositorySeed.ts';
import { serviceRepository } from './serviceRepository.ts';
import { softwareCatalogRepository } from './softwareCatalogRepository.ts';

/** The repositories of the example organisation, as they are on the first start. */
export function exampleRepositories(): RepositorySeed[] {
  return [
    softwareCatalogRepository(exampleServices),
    ...exampleServices.map(serviceRepository),
  ];
}
