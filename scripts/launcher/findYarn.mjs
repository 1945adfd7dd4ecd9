// @ts-check
import path from 'node:path';
import { fetchTool } from './fetchTool.mjs';

const yarnVersion = '4.18.1';

/** @param {{ root: string; env: NodeJS.ProcessEnv }} options */
export async function findYarn(options) {
  const directory = await fetchTool(
    `@yarnpkg/cli-dist@${yarnVersion}`,
    options,
  );
  return path.join(directory, 'bin', 'yarn.js');
}
