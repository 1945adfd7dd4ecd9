import { defineConfig } from '@playwright/test';
import tests from '../playwright.config';

/** Takes the pictures of the documentation from a running portal: `yarn pictures`. */
export default defineConfig({
  ...tests,
  testDir: '.',
  testMatch: '**/*.pictures.ts',
  webServer: undefined,
});
