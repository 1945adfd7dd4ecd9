/**
 * Services that plugins of the platform share in a backend: its configuration, its clusters and GitHub.
 *
 * @packageDocumentation
 */
export {
  applicationsServiceRef,
  createdByAnnotation,
  type ApplicationManifest,
  type ApplicationName,
  type ApplicationsService,
  type ApplicationSummary,
} from './ApplicationsService';
export { apiConfigurationOf } from './client/apiConfigurationOf';
export { clusterRequestOptions } from './client/clusterRequestOptions';
export {
  clustersServiceRef,
  type ClusterConnection,
  type ClustersService,
} from './ClustersService';
export {
  commitHistoryRef,
  type CommitHistory,
  type CommitsArrival,
} from './CommitHistory';
export type { CommitDistance } from './commits/commitDistance';
export type { PlatformConfig, RepositoriesConfig } from './config';
export {
  gitHubServiceRef,
  type GitHubService,
  type RepositoryCommit,
  type RepositorySummary,
} from './GitHubService';
export type { RepositorySlug } from '@golden-path/plugin-platform-common';
export {
  platformConfigServiceRef,
  type PlatformConfigService,
} from './PlatformConfigService';
export { ProtectedBranchError } from './ProtectedBranchError';
export { RateLimitError } from './RateLimitError';
export { redactMessage } from './redactMessage';
export {
  repositoryWriterServiceRef,
  type BranchState,
  type CommitRequest,
  type PullRequestRequest,
  type PullRequestState,
  type RepositoryFile,
  type RepositoryWriterService,
  type WrittenCommit,
} from './RepositoryWriterService';
export { createOpenApiDocument } from './openApi/createOpenApiDocument';
export type {
  OpenApiDocument,
  RouteDescription,
} from './openApi/OpenApiDocument';
export { parseInput } from './http/parseInput';
export { readQuery } from './http/readQuery';
export { describeConfigIssues } from './describeConfigIssues';
