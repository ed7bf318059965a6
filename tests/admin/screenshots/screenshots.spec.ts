// Every main screen with the demo's data, on a desk and on a telephone, in both languages, as PNG into .build/screenshots; those of segments and reports
// in the dark too.
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
  // By a person, whose name stands under them, and whose export it is.
  const person = await playwright.request.newContext({ baseURL: server.url, extraHTTPHeaders: { 'X-Kartoteka-Request': '1' } });
  await person.post('/api/session', { data: administrator });
  await person.post('/api/exports', { data: { segment: 'loyal', columns: ['id', 'identifiers.email', 'computed.orders', 'computed.revenue'], format: 'csv' } });
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

/** What the demo's segments lack: a rule of every shape and a list, both of which people come to, and a computed trait of one's own. */
async function addSegments(server: Server): Promise<void> {
  const year = { last: { days: 365 } };
  const path = { sequence: [{ event: 'Product Viewed' }, { event: 'Product Added', within: { hours: 1 } }, { event: 'Order Completed', within: { days: 3 } }], within: year };
  const rule = { all: [{ event: 'Order Completed', within: year, sum: { property: 'revenue', atLeast: 1_000 } }, { not: { event: 'Email Opened', within: { last: { days: 30 } } } }, { any: [{ identifier: 'phone' }, { trait: 'address', path: 'city', in: ['Москва', 'Тула'] }] }, path] };
  await server.call('POST', '/api/segments', { key: 'generous', name: 'Щедрые без писем', description: 'Для письма с подборкой подарков', rule });
  await server.call('POST', '/api/segments', { key: 'tasting', name: 'Приглашены на дегустацию', description: '', kind: 'list' });
  const { members } = await server.call<{ members: { id: string }[] }>('GET', '/api/segments/loyal/members?limit=40');
  await server.call('POST', '/api/segments/tasting/list', { add: members.map(({ id }) => ({ profile: id })) });
  await server.call('POST', '/api/segments/tasting/list', { remove: members.slice(0, 3).map(({ id }) => ({ profile: id })) });
  const { tiles } = await server.call<{ tiles: object[] }>('GET', '/api/dashboards/overview');
  await server.call('POST', '/api/dashboards', { key: 'mornings', name: 'Утренний обзор', tiles: tiles.slice(0, 4) });
}

/** Where segments go: to a mailer, which is paused so that nothing leaves the machine. */
async function addWaysOut(server: Server): Promise<void> {
  const mailer = { name: 'Рассыльщик', url: 'https://mail.example/hooks/kartoteka', segments: ['left-cart', 'loyal'], events: ['entered', 'exited'], columns: ['email', 'firstName', 'computed.orders'] };
  await server.call('POST', '/api/destinations', { key: 'mailer', ...mailer, isEnabled: false });
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

async function askWhy(page: Page, language: Language): Promise<void> {
  await page.getByLabel(language === 'ru' ? 'Кого искать' : 'Whom to look for').fill('Кузнецов');
  await page.getByRole('button', { name: /Кузнецов/ }).first().click();
  await page.getByText(language === 'ru' ? 'Другой человек' : 'Somebody else', { exact: true }).waitFor();
}

async function showCode(page: Page, language: Language): Promise<void> {
  await page.getByText(language === 'ru' ? 'Код' : 'Code', { exact: true }).click();
}

async function openConditions(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: language === 'ru' ? 'Добавить условие' : 'Add a condition' }).last().click();
  await page.getByRole('menu').waitFor();
}

/** The people behind the first number of a report's table. */
async function openPeople(page: Page): Promise<void> {
  await page.getByRole('row').getByRole('button').first().click();
  await page.getByRole('dialog').getByRole('row').nth(1).or(page.getByRole('dialog').getByRole('listitem').first()).first().waitFor();
}

async function openGroups(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: language === 'ru' ? 'Настроить группы' : 'Set up groups' }).click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
}

async function arrange(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: language === 'ru' ? 'Изменить' : 'Arrange', exact: true }).click();
}

async function runQuery(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: language === 'ru' ? 'Выполнить' : 'Run', exact: true }).click();
  await page.getByRole('table').first().waitFor();
}

const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const steps = 'step=Product+Viewed&step=Product+Added&step=Order+Completed';

interface Screen {
  name: string;
  path: () => string;
  /** What is to be done before the picture. */
  before?: (page: Page, language: Language) => Promise<void>;
  /** How the screen comes to rest, where {@link settled} would wait for ever. */
  rest?: (page: Page) => Promise<void>;
}

/** Screens of segments, reports and what is made of them: with charts and colours, so they are looked at in the dark too. */
const analysis: Screen[] = [
  { name: 'segments', path: () => '/segments' },
  { name: 'segment', path: () => '/segments/left-cart' },
  { name: 'segment-sizes', path: () => '/segments/tasting?show=sizes' },
  { name: 'segment-changes', path: () => '/segments/tasting?show=changes' },
  { name: 'segment-list', path: () => '/segments/tasting?show=list' },
  { name: 'segment-why', path: () => '/segments/generous?show=why', before: askWhy },
  { name: 'segment-edit', path: () => '/segments/generous/edit' },
  { name: 'segment-menu', path: () => '/segments/generous/edit', before: openConditions },
  { name: 'segment-code', path: () => '/segments/generous/edit', before: showCode },
  { name: 'segment-new', path: () => '/segments/new' },
  { name: 'segment-overlap', path: () => '/segments/overlap' },
  { name: 'computed', path: () => '/computed' },
  { name: 'export', path: () => '/segments/loyal', before: openExport },
  { name: 'exports', path: () => '/exports' },
  { name: 'destinations', path: () => '/destinations' },
  { name: 'destination', path: () => '/destinations/mailer' },
  { name: 'destination-new', path: () => '/destinations?new=loyal' },
  { name: 'reports', path: () => '/reports' },
  { name: 'report-revenue', path: () => '/reports/revenue?by=month&compare=previous&period=90d' },
  { name: 'report-revenue-products', path: () => '/reports/revenue?by=product&compare=previous&period=30d' },
  { name: 'report-revenue-days', path: () => '/reports/revenue?by=day&period=90d' },
  { name: 'report-people', path: () => '/reports/revenue?by=product', before: openPeople },
  { name: 'report-rfm', path: () => '/reports/rfm' },
  { name: 'report-rfm-groups', path: () => '/reports/rfm', before: openGroups },
  { name: 'report-transitions', path: () => `/reports/rfm/transitions?from=${day(90)}&to=${day(0)}` },
  { name: 'report-abc', path: () => '/reports/abc' },
  { name: 'report-cohorts', path: () => '/reports/cohorts' },
  { name: 'report-cohorts-revenue', path: () => '/reports/cohorts?measure=revenue' },
  { name: 'report-funnel', path: () => `/reports/funnel?${steps}` },
  { name: 'report-overlap', path: () => '/reports/overlap?by=source' },
  { name: 'report-growth', path: () => '/reports/growth' },
  { name: 'report-campaigns', path: () => '/reports/campaigns' },
  { name: 'dashboards', path: () => '/dashboards' },
  { name: 'dashboard-arrange', path: () => '/dashboards/mornings', before: arrange },
  { name: 'sql', path: () => '/sql', before: runQuery },
];

const screens: Screen[] = [
  { name: 'profiles', path: () => '/profiles' },
  { name: 'profiles-found', path: () => '/profiles?query=Кузнецов' },
  { name: 'card', path: () => `/profiles/${card.id}` },
  { name: 'card-records', path: () => `/profiles/${card.id}?tab=records` },
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
async function shoot(page: Page, language: Language, width: string, name: string): Promise<void> {
  const path = join(folder, language, `${name}-${width}.png`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = page.viewportSize()!.width === widths.phone.width ? { fullPage: true, clip: { x: 0, y: 0, width: widths.phone.width, height: Math.min(height, 1_700) } } : {};
  await page.screenshot({ path, animations: 'disabled', caret: 'hide', ...clip });
}

for (const language of languages) {
  for (const [width, viewport] of Object.entries(widths) as [keyof typeof widths, { width: number; height: number }][]) {
    test.describe(() => {
      test.use({ locale: language, viewport, timezoneId: 'Europe/Moscow' });

      for (const [name, of, colorScheme] of [['screens', screens, 'light'], ['analysis', analysis, 'light'], ['analysis in the dark', analysis, 'dark']] as const) {
        test.describe(() => {
          test.use({ colorScheme });
          test(`${name}, ${language}, ${width}`, async ({ page, signIn }) => {
            await signIn(language);
            for (const { name, path, before, rest = settled } of of) {
              await page.goto(path());
              await rest(page);
              if (before) await before(page, language).then(() => rest(page));
              await shoot(page, language, colorScheme === 'dark' ? `${width}-dark` : width, name);
            }
          });
        });
      }

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
