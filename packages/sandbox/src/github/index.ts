export { startGitHub } from './startGitHub.ts';
export type { GitHubOptions, RunningGitHub } from './startGitHub.ts';
export type { RequestFault } from './faults/RequestFault.ts';
export type { WriteRecord } from './faults/WriteLog.ts';
