import { defineConfig } from '@playwright/test';

// Debian's browser: Playwright's own download is not used. Root cannot have the browser's sandbox.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../.build/test-results/admin',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Each has a server and a base of its own.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: process.env.KARTOTEKA_CHROMIUM, args },
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
  },
});
