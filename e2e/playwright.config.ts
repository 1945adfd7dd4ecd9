import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

const { E2E_DATA, E2E_PORT = '7007', PLAYWRIGHT_CHROMIUM } = process.env;

const portal = `http://localhost:${E2E_PORT}`;

/**
 * `npm test` gives a data folder and a free port, and a sandbox is started there. Without them the tests run against the
 * portal that `npm start` has on its usual port.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: resolve(__dirname, '../test-results'),
  // The tests of one run share one sandbox, and create services in it.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: portal,
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: PLAYWRIGHT_CHROMIUM,
      // Chromium's own sandbox does not work for root, which is what a container's user mostly is.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: E2E_DATA
    ? {
        command: `node packages/sandbox/src/index.ts start --data "${E2E_DATA}" --port ${E2E_PORT}`,
        cwd: resolve(__dirname, '..'),
        url: `${portal}/.backstage/health/v1/readiness`,
        // The first start on a machine may have to build the API server's binaries.
        timeout: 15 * 60_000,
        stdout: 'pipe',
        gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
      }
    : undefined,
});
