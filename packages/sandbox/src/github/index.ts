export { startGitHub } from './startGitHub.ts';
export type { GitHubOptions, RunningGitHub } from './startGitHub.ts';
