import { readdirSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// Debian's browser: Playwright's own download is not used. Root cannot have the browser's sandbox.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: '.',
  // A worker, with its server and base, serves one project alone; so each file is one, and none finds what another has written.
  projects: readdirSync(import.meta.dirname).filter((name) => name.endsWith('.spec.ts')).sort().map((name) => ({ name: name.replace('.spec.ts', ''), testMatch: name })),
  outputDir: '../../.build/test-results/admin',
  timeout: 120_000,
  expect: { timeout: 20_000 },
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
