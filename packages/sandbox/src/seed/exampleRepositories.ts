import { exampleServices } from './exampleServices.ts';
import { softwareCatalogRepository } from './softwareCatalogRepository.ts';
import type { RepositorySeed } from './repositorySeed.ts';
import { serviceRepository } from './serviceRepository.ts';

/** The repositories of the example organisation, as they are on the first start. */
export function exampleRepositories(options: {
  /** Where the sandbox's GitHub answers, for example `http://localhost:4000`. */
  gitHubUrl: string;
}): RepositorySeed[] {
  return [
    softwareCatalogRepository({ ...options, services: exampleServices }),
    ...exampleServices.map(serviceRepository),
  ];
}
