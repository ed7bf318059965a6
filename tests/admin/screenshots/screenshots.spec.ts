// Every main screen with the demo's data, on a desk and on a telephone, in both languages, as PNG into .build/screenshots.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, languages, settled, test, type Language } from '../screen';
import { administrator, startServer, type Server } from '../server';

const folder = join(import.meta.dirname, '../../../.build/screenshots');
const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

// A customer of the demo whom four systems know, with orders and a surname that changed.
const customer = 'shop:17850';

test.use({ serverOptions: { demo: true } });

let sendOne: () => Promise<void>;
let sample: number;
let card: { id: string; traits: { phone: string } };
test.beforeAll(async ({ server, playwright }) => {
  card = await server.call<typeof card>('GET', `/api/profiles/by/user_id/${encodeURIComponent(customer)}`);
  await addWork(server);
  await addSegments(server);
  await addWaysOut(server);
  await learned(server);
  // By a person, whose name stands under them.
  const person = await playwright.request.newContext({ baseURL: server.url, extraHTTPHeaders: { 'X-Kartoteka-Request': '1' } });
  await person.post('/api/session', { data: administrator });
  await person.post(`/api/profiles/${card.id}/notes`, { data: { text: 'Просит звонить после 18:00.' } });
  await person.post(`/api/profiles/${card.id}/tasks`, { data: { title: 'Уточнить адрес доставки', dueAt: new Date(Date.now() + 86_400_000).toISOString() } });
  await person.dispose();
});

/** What the demo lacks: refused events and a colleague. */
async function addWork(server: Server): Promise<void> {
  await server.addUser('oleg@shop.example', 'Олег Ким', 'operator', 'steel kettle harbour nine');
  await server.addSource('forms', 'Анкеты', 'file');
  const site = await server.addSource('landing', 'Промосайт', 'web');
  await server.send([
    ...Array.from({ length: 14 }, (_, at) => ({ type: 'track', userId: `visitor-${at}`, messageId: `no-name-${at}`, properties: { card: 4600 + at } })),
    ...Array.from({ length: 5 }, (_, at) => ({ type: 'track', event: 'Product Viewed', messageId: `nobody-${at}`, properties: { name: 'Чайник' } })),
  ], site);
  sendOne = () => server.send([{ type: 'track', userId: 'visitor-1', messageId: randomUUID(), event: 'Product Viewed', properties: { name: 'Чайник' } }], site);
  await sendOne();
  await server.call('POST', '/api/quality/refresh');
  for (let running = true; running;) ({ running } = await server.call<{ running: boolean }>('GET', '/api/quality'));
}

/** Segments as a shop has them. */
async function addSegments(server: Server): Promise<void> {
  const year = { last: { days: 365 } };
  const segments = [
    { key: 'generous', name: 'Щедрые без писем', description: '', rule: { all: [{ event: 'Order Completed', within: year, sum: { property: 'revenue', atLeast: 1_000 } }, { not: { event: 'Email Opened' } }, { any: [{ identifier: 'phone' }, { trait: 'address', path: 'city', in: ['Москва', 'Тула'] }] }] } },
    { key: 'left-cart', name: 'Бросили корзину', description: 'Для письма через три часа', rule: { all: [{ sequence: [{ event: 'Product Added' }, { not: { event: 'Order Completed' }, within: { hours: 3 } }], within: year }, { identifier: 'email' }] } },
    { key: 'loyal', name: 'Покупают часто', description: '', rule: { event: 'Order Completed', within: year, times: { atLeast: 3 } } },
  ];
  for (const segment of segments) await server.call('POST', '/api/segments', segment);
}

/** Where segments go: to a mailer, which is paused so that nothing leaves the machine, and to a file. */
async function addWaysOut(server: Server): Promise<void> {
  const mailer = { name: 'Рассыльщик', url: 'https://mail.example/hooks/kartoteka', segments: ['left-cart', 'loyal'], events: ['entered', 'exited'], columns: ['email', 'firstName', 'computed.orders'] };
  await server.call('POST', '/api/destinations', { key: 'mailer', ...mailer, isEnabled: false });
  await server.call('POST', '/api/exports', { segment: 'loyal', columns: ['id', 'identifiers.email', 'computed.orders', 'computed.revenue'], format: 'csv' });
}

/** Waits until duplicates were learned of, and labels most of a sample, so that quality has something to tell. */
async function learned(server: Server): Promise<void> {
  await expect.poll(async () => (await server.call<{ populations: { model: unknown }[] }>('GET', '/api/matching')).populations[0]!.model !== null, { timeout: 180_000, intervals: [1_000] }).toBe(true);
  const { id } = await server.call<{ id: number }>('POST', '/api/matching/samples', { entity: 1, kind: 'person', size: 40 });
  sample = id;
  for (let label = 0; label < 30; label++) {
    const { next } = await server.call<{ next: string | null }>('GET', `/api/matching/samples/${id}`);
    if (next === null) break;
    // As somebody would who goes by what most of it says.
    const { traits } = await server.call<{ traits: { relation: string }[] }>('GET', `/api/matching/pairs/${next}`);
    const [alike, unlike] = [traits.filter(({ relation }) => relation === 'same' || relation === 'near'), traits.filter(({ relation }) => relation === 'different')];
    await server.call('POST', `/api/matching/pairs/${next}/decision`, { decision: alike.length > unlike.length ? 'same' : 'different', sample: id, seconds: 4 });
  }
  await server.call('POST', '/api/matching/quality/refresh');
  await expect.poll(async () => (await server.call<{ running: boolean }>('GET', '/api/matching/quality')).running, { timeout: 60_000 }).toBe(false);
}

async function makeDryRun(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: language === 'ru' ? 'Пробный прогон' : 'Dry run' }).click();
  const result = page.getByRole('region', { name: language === 'ru' ? 'Пробный прогон' : 'Dry run' });
  await result.waitFor();
  await result.scrollIntoViewIfNeeded();
}

async function openGroup(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: language === 'ru' ? 'Решить все…' : 'Decide all…', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
}

async function openExport(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: language === 'ru' ? 'Выгрузить' : 'Export', exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

interface Screen {
  name: string;
  path: () => string;
  /** What is to be done before the picture. */
  before?: (page: Page, language: Language) => Promise<void>;
  /** How the screen comes to rest, where {@link settled} would wait for ever. */
  rest?: (page: Page) => Promise<void>;
}

const screens: Screen[] = [
  { name: 'profiles', path: () => '/profiles' },
  { name: 'profiles-found', path: () => '/profiles?query=Кузнецов' },
  { name: 'card', path: () => `/profiles/${card.id}` },
  { name: 'card-records', path: () => `/profiles/${card.id}?tab=records` },
  { name: 'segments', path: () => '/segments' },
  { name: 'segment', path: () => '/segments/left-cart' },
  { name: 'segment-edit', path: () => '/segments/generous/edit' },
  { name: 'segment-new', path: () => '/segments/new' },
  { name: 'operator', path: () => `/operator?phone=${encodeURIComponent(card.traits.phone)}` },
  { name: 'tasks', path: () => '/tasks' },
  { name: 'matching', path: () => '/matching' },
  { name: 'matching-doubtful', path: () => '/matching?sort=probability' },
  { name: 'matching-groups', path: () => '/matching/groups' },
  { name: 'matching-bulk', path: () => '/matching/groups', before: openGroup },
  { name: 'matching-decisions', path: () => '/matching/decisions' },
  { name: 'matching-quality', path: () => '/matching/quality' },
  { name: 'matching-sample', path: () => `/matching/samples/${sample}` },
  { name: 'matching-settings', path: () => '/matching/settings' },
  { name: 'matching-dry-run', path: () => '/matching/settings', before: makeDryRun },
  { name: 'sources', path: () => '/sources' },
  { name: 'source', path: () => '/sources/till' },
  { name: 'source-connect', path: () => '/sources/landing?tab=connect' },
  { name: 'source-live', path: () => '/sources/landing?tab=live', rest: isLive },
  { name: 'imports', path: () => '/imports' },
  { name: 'import-mapping', path: () => '/imports/new?source=forms', before: chooseFile },
  { name: 'quarantine', path: () => '/quarantine?reason=event_name_missing' },
  { name: 'identity', path: () => '/identity' },
  { name: 'conflicts', path: () => '/conflicts' },
  { name: 'catalogue', path: () => '/catalogue' },
  { name: 'quality', path: () => '/quality' },
  { name: 'reports', path: () => '/reports' },
  { name: 'report-revenue', path: () => '/reports/revenue?by=month&compare=previous' },
  { name: 'report-rfm', path: () => '/reports/rfm' },
  { name: 'report-cohorts', path: () => '/reports/cohorts' },
  { name: 'report-funnel', path: () => '/reports/funnel?step=Product+Viewed&step=Product+Added&step=Order+Completed' },
  { name: 'dashboards', path: () => '/dashboards' },
  { name: 'sql', path: () => '/sql' },
  { name: 'exports', path: () => '/exports' },
  { name: 'export', path: () => '/segments/loyal', before: openExport },
  { name: 'destinations', path: () => '/destinations' },
  { name: 'destination', path: () => '/destinations/mailer' },
  { name: 'destination-new', path: () => '/destinations?new=loyal' },
  { name: 'settings', path: () => '/settings/organisation' },
  { name: 'users', path: () => '/settings/users' },
  { name: 'tokens', path: () => '/settings/tokens' },
  { name: 'audit', path: () => '/settings/audit' },
  { name: 'health', path: () => '/settings/health' },
];

// Its stream is a request without an end.
async function isLive(page: Page): Promise<void> {
  await expect(page.getByRole('status').first()).toBeVisible();
  await sendOne();
  await expect(page.getByRole('button', { name: /Product Viewed/ }).first()).toBeVisible();
}

async function chooseFile(page: Page, language: Language): Promise<void> {
  const buffer = await readFile(join(import.meta.dirname, '../data/messy.csv'));
  await page.locator('input[type=file]').setInputFiles({ name: 'анкеты.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: language === 'ru' ? 'Продолжить' : 'Continue' }).click();
  await page.getByRole('row', { name: /Фамилия/ }).waitFor();
}

/** What a person sees without scrolling; of a telephone, some screens further down too. */
async function shoot(page: Page, language: Language, width: keyof typeof widths, name: string): Promise<void> {
  const path = join(folder, language, `${name}-${width}.png`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = width === 'phone' ? { fullPage: true, clip: { x: 0, y: 0, width: widths.phone.width, height: Math.min(height, 1_700) } } : {};
  await page.screenshot({ path, animations: 'disabled', caret: 'hide', ...clip });
}

for (const language of languages) {
  for (const [width, viewport] of Object.entries(widths) as [keyof typeof widths, { width: number; height: number }][]) {
    test.describe(() => {
      test.use({ locale: language, viewport, timezoneId: 'Europe/Moscow' });

      test(`screens, ${language}, ${width}`, async ({ page, signIn }) => {
        await signIn(language);
        for (const { name, path, before, rest = settled } of screens) {
          await page.goto(path());
          await rest(page);
          if (before) await before(page, language).then(() => rest(page));
          await shoot(page, language, width, name);
        }
      });

      test(`first start, ${language}, ${width}`, async ({ browser }) => {
        const server = await startServer({ withoutUsers: true });
        const context = await browser.newContext({ locale: language, viewport, baseURL: server.url, timezoneId: 'Europe/Moscow', reducedMotion: 'reduce' });
        try {
          const page = await context.newPage();
          const [, code] = await server.printed(/start#code=(\S+)/);
          await page.goto(`/start#code=${code}`);
          await settled(page);
          await shoot(page, language, width, 'start-1');
          const submit = page.locator('button[type=submit]');
          const fields = page.locator('form input');
          for (const [at, value] of ['Анна', administrator.email, administrator.password].entries()) await fields.nth(at).fill(value);
          await submit.click();
          await page.locator('form input[inputmode=numeric]').waitFor();
          await settled(page);
          await shoot(page, language, width, 'start-2');
          await page.getByRole('button', { name: language === 'ru' ? 'Пропустить' : 'Skip' }).click();
          await page.locator('form .ant-radio-group').waitFor();
          await settled(page);
          await shoot(page, language, width, 'start-3');
          await page.locator('form input.ant-input').fill(language === 'ru' ? 'Магазин' : 'Shop');
          await submit.click();
          await page.locator('pre').first().waitFor();
          await settled(page);
          await shoot(page, language, width, 'start-4');
        } finally {
          await context.close();
          await server.stop();
        }
      });
    });
  }
}
