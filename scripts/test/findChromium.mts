import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser for the end-to-end tests: the given one, one on the PATH, else the one that Playwright has downloaded. */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap(directory => names.map(name => join(directory, name)));
  const candidates = [
    env.PLAYWRIGHT_CHROMIUM,
    ...onPath,
    chromium.executablePath(),
  ];
  return candidates.find(file => file && isExecutable(file));
}
