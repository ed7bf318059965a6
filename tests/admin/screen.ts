// What every spec of a screen uses: a server, somebody signed in, and rules that hold on all screens.
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { administrator, startServer, type Server, type ServerOptions } from './server';
import { foreignWords } from './words';

export type Language = 'ru' | 'en';
export const languages: Language[] = ['ru', 'en'];

interface Fixtures {
  /** Signs in without the form, as a person with that language would be. */
  signIn: (language?: Language, person?: { email: string; password: string }) => Promise<void>;
}

interface WorkerFixtures {
  /** How the server of a file begins: `test.use({ serverOptions: { demo: true } })`. */
  serverOptions: ServerOptions;
  server: Server;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  serverOptions: [{}, { option: true, scope: 'worker' }],
  server: [async ({ serverOptions }, use, { project }) => {
    // A worker goes on to the next file of its project, which would find in the base what this one has written.
    if (typeof project.testMatch !== 'string' || !/^[\w-]+\.spec\.ts$/.test(project.testMatch)) throw new Error(`The project '${project.name}' is not one file, so files would share a server: see playwright.config.ts.`);
    const server = await startServer(serverOptions);
    await use(server);
    await server.stop();
  }, { scope: 'worker', timeout: 300_000 }],
  baseURL: async ({ server }, use) => use(server.url),

  // Whatever a test does, the page keeps to its policy, asks nobody else, has all its words and does not break.
  page: async ({ page, server }, use) => {
    const faults: string[] = [];
    page.on('request', (request) => { if (!/^(data|blob|about):/.test(request.url()) && new URL(request.url()).origin !== server.url) faults.push(`asks ${request.url()}`); });
    page.on('pageerror', (error) => faults.push(`breaks: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      // A refusal that the screen shows is also told by the browser in its console.
      if (message.type() === 'error' && !/Failed to load resource: the server responded with a status of (400|401|403|404|409|429)/.test(message.text())) faults.push(`says: ${message.text()}`);
    });
    await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => console.error(`Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`)));
    await use(page);
    expect(faults).toEqual([]);
  },

  signIn: async ({ context, server }, use) => use(async (language = 'ru', person = administrator) => {
    const answer = await context.request.post(`${server.url}/api/session`, { data: person });
    expect(answer.status(), await answer.text()).toBe(200);
    await context.request.patch(`${server.url}/api/session`, { data: { language, theme: 'system' }, headers: { 'X-Kartoteka-Request': '1' } });
  }),
});

export { expect };

/** No serious or critical fault of accessibility (WCAG 2.2 A and AA, and axe's own rules). */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.any.map((check) => check.message).join('; ')}`).join(' | ')}`)).toEqual([]);
}

/** Every visible word is of the reader's language, names of products and standards aside. Data is marked by `translate="no"`. */
export async function expectTranslated(page: Page, language: Language): Promise<void> {
  expect(await foreignWords(page, language)).toEqual([]);
}

/** The screen is not wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}

/** Waits until the screen has its content: no request is under way and nothing spins. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.ant-spin-spinning, [aria-busy="true"]')).toHaveCount(0);
}

/**
 * What holds on every screen: accessible in both themes, at a desk and on a telephone, and in words of both languages that fit a telephone. One page
 * goes through all of it with one reload instead of four loads. Axe looks at the Russian page, whose words are the longer.
 */
export function holdsOnEveryScreen(name: string, path: string, options: { person?: { email: string; password: string }; signedOut?: boolean } = {}): void {
  test.describe(() => {
    test.use({ locale: 'ru', colorScheme: 'light' });
    test(`${name}: accessible, in words of both languages, in both themes and on a telephone`, async ({ page, signIn }) => {
      if (!options.signedOut) await signIn('ru', options.person);
      await page.goto(path);
      await settled(page);
      await expectTranslated(page, 'ru');
      await expectAccessible(page);

      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await settled(page);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);

      await page.setViewportSize({ width: 1440, height: 900 });
      if (options.signedOut) await page.evaluate(() => localStorage.setItem('kartoteka.language', 'en'));
      else await page.request.patch('/api/session', { data: { language: 'en' }, headers: { 'X-Kartoteka-Request': '1' } });
      await page.reload();
      await settled(page);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await expectTranslated(page, 'en');
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
    });
  });
}
