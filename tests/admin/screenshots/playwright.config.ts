// Pictures of the main screens: `build/screenshots`. Not a test: nothing is asserted but that each screen comes to rest.
import { defineConfig } from '@playwright/test';
import tests from '../playwright.config';

export default defineConfig({
  ...tests,
  testDir: '.',
  projects: [{ name: 'screenshots', testMatch: 'screenshots.spec.ts' }],
  outputDir: '../../../.build/test-results/screenshots',
  timeout: 300_000,
  workers: 1,
  use: { ...tests.use, actionTimeout: 30_000, navigationTimeout: 30_000 },
});
