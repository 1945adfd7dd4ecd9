/**
 * Services that plugins of the platform share in a backend: its configuration, its clusters and GitHub.
 *
 * @packageDocumentation
 */
export {
  applicationsServiceRef,
  type ApplicationManifest,
  type ApplicationName,
  type ApplicationsService,
  type ApplicationSummary,
} from './ApplicationsService';
export { clustersServiceRef, type ClustersService } from './ClustersService';
export type { PlatformConfig, RepositoriesConfig } from './config';
export {
  gitHubServiceRef,
  type GitHubService,
  type RepositorySlug,
  type RepositorySummary,
} from './GitHubService';
export {
  platformConfigServiceRef,
  type PlatformConfigService,
} from './PlatformConfigService';
export { createOpenApiDocument } from './openApi/createOpenApiDocument';
export type {
  OpenApiDocument,
  RouteDescription,
} from './openApi/OpenApiDocument';
