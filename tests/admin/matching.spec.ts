// Duplicates, from the queue to one card and back: a base of people some of whom two systems know under different contacts.
import type { Page } from '@playwright/test';
import { madeUpPeople } from './people';
import { expect, expectAccessible, expectNoSidewaysScroll, expectTranslated, holdsOnEveryScreen, languages, settled, test, type Language } from './screen';
import type { Server } from './server';

test.describe.configure({ timeout: 240_000 });

const [people, twice] = [420, 120];

interface Population { model: { records: number } | null; learning: { state: string }; settings: { upper: number; automatic: boolean }; queue: { open: number; above: number } }
const population = async (server: Server) => (await server.call<{ populations: Population[] }>('GET', '/api/matching')).populations[0]!;
const profiles = async (server: Server) => (await server.call<{ profiles: number }>('GET', '/api/stats')).profiles;

test.beforeAll(async ({ server }) => {
  const { shop, loyalty } = madeUpPeople(people, twice);
  const key = await server.addSource('loyalty', 'Карты клиентов', 'file');
  const identify = (person: (typeof shop)[number]) => ({ type: 'identify', messageId: person.userId, ...person });
  await server.send(shop.map(identify));
  await server.send(loyalty.map(identify), key);
  // It begins by itself as soon as there are records enough, which may be before the last of them has come.
  await expect.poll(async () => {
    const { model, learning } = await population(server);
    if (model?.records === people + twice) return true;
    if (learning.state !== 'queued' && learning.state !== 'running') await server.call('POST', '/api/matching/learn', { entity: 1, kind: 'person' });
    return false;
  }, { timeout: 120_000, intervals: [1_000] }).toBe(true);
  await expect.poll(async () => { const { queue } = await population(server); return queue.open + queue.above; }, { timeout: 30_000 }).toBeGreaterThan(twice / 2);
});

holdsOnEveryScreen('review of pairs', '/matching');
holdsOnEveryScreen('groups of pairs', '/matching/groups');
holdsOnEveryScreen('decisions', '/matching/decisions');
holdsOnEveryScreen('quality of matches', '/matching/quality');
holdsOnEveryScreen('matching settings', '/matching/settings');

const words = {
  ru: {
    records: /Записи рядом/, merged: 'Объединены:', undone: 'Отменено:', different: 'Разные:', later: 'Отложены:', changed: /Пара изменилась/, help: 'Клавиши', putOff: /^Отложенные/, side: /^Открыть карточку/, decideAll: /^Решить все…$/, alike: 'Разные', doMany: /^Разные: \d+/, done: /Признан/, close: 'Закрыть',
    start: 'Начать выборку', hundred: '100', dry: 'Пробный прогон', automatic: 'Объединять автоматически', turnOn: 'Включить', isOn: 'Автоматическое объединение включено', isOff: 'Автоматическое объединение выключено', upper: /^Верхний порог/, save: 'Сохранить пороги', saved: 'Пороги сохранены', undo: 'Отменить', undoneNow: 'Решение отменено', candidates: /возможн\S+ дубликат/, hidden: /Вероятность скрыта/,
  },
  en: {
    records: /^Records/, merged: 'Merged:', undone: 'Undone:', different: 'Different:', later: 'Put off:', changed: /The pair changed/, help: 'Keys', putOff: /^Put off/, side: /^Open the card/, decideAll: /^Decide all…$/, alike: 'Different', doMany: /^Different: \d+/, done: /declared different/, close: 'Close',
    start: 'Start a sample', hundred: '100', dry: 'Dry run', automatic: 'Merge automatically', turnOn: 'Switch on', isOn: 'Automatic merging is on', isOff: 'Automatic merging is off', upper: /^Upper threshold/, save: 'Save thresholds', saved: 'Thresholds are saved', undo: 'Undo', undoneNow: 'The decision is undone', candidates: /possible duplicate/, hidden: /The probability is hidden/,
  },
};

const pair = (page: Page) => page.locator('article');
const told = (page: Page) => page.locator('[data-shown="true"]');
const current = (page: Page) => page.locator('ol [aria-current="true"]');
const left = async (page: Page) => Number((await page.locator('[data-figure="left"]').innerText()).replace(/\D/g, ''));
const idsOf = async (page: Page) => (await pair(page).locator('thead a').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname)));

async function open(page: Page, signIn: (language: Language) => Promise<void>, language: Language, path: string): Promise<void> {
  await signIn(language);
  await page.goto(path);
  await settled(page);
}

for (const language of languages) {
  const w = words[language];
  test.describe(language, () => {
    test.use({ locale: language });

    test(`${language}: keys alone take a pair from the queue to one card, and back`, async ({ page, server, signIn }) => {
      await open(page, signIn, language, '/matching');
      await expect(pair(page)).toBeVisible();
      const before = await profiles(server);
      const waiting = await left(page);
      const cards = await idsOf(page);
      const name = await current(page).innerText();

      await page.keyboard.press('Digit1');
      await expect(told(page)).toContainText(w.merged);
      await expect(current(page)).not.toHaveText(name, { useInnerText: true });
      expect(await left(page)).toBe(waiting - 1);
      await expect.poll(() => profiles(server)).toBe(before - 1);
      await expectAccessible(page);
      // One card now holds what both systems say.
      const card = await page.context().newPage();
      await card.goto(cards[1]!);
      await card.getByRole('tab', { name: w.records }).click();
      await expect(card.getByRole('columnheader', { name: /shop-/ })).toBeVisible();
      await expect(card.getByRole('columnheader', { name: /card-/ })).toBeVisible();
      await card.close();

      // As it is typed in a Russian layout: the place counts.
      await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyZ', key: 'я', bubbles: true })));
      await expect(told(page)).toContainText(w.undone);
      await expect.poll(() => profiles(server)).toBe(before);
      await expect(pair(page)).toBeVisible();
      expect(await idsOf(page)).toEqual(cards);
      expect(await left(page)).toBe(waiting);
    });

    test(`${language}: different and later are said by keys, looked through and taken back`, async ({ page, signIn }) => {
      await open(page, signIn, language, '/matching');
      const waiting = await left(page);
      await expect(pair(page)).toBeVisible();
      await page.keyboard.press('Digit2');
      await expect(told(page)).toContainText(w.different);
      await expect(pair(page)).toBeVisible();
      await page.keyboard.press('Digit3');
      await expect(told(page)).toContainText(w.later);
      expect(await left(page)).toBe(waiting - 2);
      await page.keyboard.press('k');
      await expect(current(page)).toHaveAttribute('data-mark', 'later');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: w.help })).toBeVisible();
      await expectTranslated(page, language);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.keyboard.press('z');
      await expect(told(page)).toContainText(w.undone);
      await page.keyboard.press('z');
      await expect.poll(() => left(page)).toBe(waiting);
    });

    test(`${language}: a pair that somebody else decided meanwhile is told of and passed over`, async ({ page, server, signIn }) => {
      await open(page, signIn, language, '/matching');
      await expect(pair(page)).toBeVisible();
      const { pairs } = await server.call<{ pairs: { id: string }[] }>('GET', '/api/matching/pairs?limit=1');
      const { decision } = await server.call<{ decision: { id: number } }>('POST', `/api/matching/pairs/${pairs[0]!.id}/decision`, { decision: 'different' });
      await page.keyboard.press('Digit1');
      await expect(told(page)).toContainText(w.changed);
      await expect(page.locator('ol [data-mark="changed"]')).toHaveCount(1);
      await expect(pair(page)).toBeVisible();
      await server.call('DELETE', `/api/matching/decisions/${decision.id}`);
    });

    test(`${language}: a card leads to its pairs`, async ({ page, signIn }) => {
      await open(page, signIn, language, '/matching');
      await expect(pair(page)).toBeVisible();
      const [first] = await idsOf(page);
      await page.goto(first!);
      await page.getByRole('link', { name: w.candidates }).click();
      await expect(pair(page)).toBeVisible();
      expect(await idsOf(page)).toContain(first);
    });

    test(`${language}: a group is looked at, decided together, and taken back in the log`, async ({ page, server, signIn }) => {
      await open(page, signIn, language, '/matching/groups');
      const { groups } = await server.call<{ groups: { pattern: string; pairs: number }[] }>('GET', '/api/matching/groups');
      const least = groups.at(-1)!;
      await page.getByRole('button', { name: w.decideAll }).last().click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText(w.alike, { exact: true }).first().click();
      await expect(drawer.getByRole('list').locator('li').first()).toBeVisible();
      await expectTranslated(page, language);
      await expectAccessible(page);
      await drawer.getByRole('button', { name: w.doMany }).click();
      await expect(drawer.getByText(w.done)).toBeVisible();
      await drawer.getByRole('button', { name: w.close, exact: true }).last().click();
      await expect.poll(async () => (await server.call<{ groups: { pattern: string }[] }>('GET', '/api/matching/groups')).groups.some((group) => group.pattern === least.pattern)).toBe(false);

      await page.goto('/matching/decisions');
      await settled(page);
      await expectTranslated(page, language);
      for (let at = 0; at < least.pairs; at++) {
        await page.getByRole('table').last().getByRole('button', { name: w.undo, exact: true }).first().click();
        await page.getByRole('dialog').getByRole('button', { name: w.undo, exact: true }).click();
        await expect(page.getByText(w.undoneNow).first()).toBeVisible();
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      await expect.poll(async () => (await server.call<{ groups: { pattern: string }[] }>('GET', '/api/matching/groups')).groups.some((group) => group.pattern === least.pattern)).toBe(true);
    });

    test(`${language}: a sample is labelled without seeing what the model thinks`, async ({ page, signIn }) => {
      await open(page, signIn, language, '/matching/quality');
      await page.getByText(w.hundred, { exact: true }).click();
      await page.getByRole('button', { name: w.start }).click();
      await expect(page.getByText(w.hidden)).toBeVisible();
      await expect(pair(page)).toBeVisible();
      await expect(pair(page)).not.toContainText('%');
      await expectTranslated(page, language);
      await expectAccessible(page);
      const labelled = page.locator('[data-figure="labelled"]');
      const cards = await idsOf(page);
      await page.keyboard.press('Digit2');
      await expect(labelled).toContainText(/^1 /);
      await expect(pair(page)).toBeVisible();
      expect(await idsOf(page)).not.toEqual(cards);
      await page.keyboard.press('z');
      await expect(labelled).toContainText(/^0 /);
      await expect.poll(() => idsOf(page)).toEqual(cards);
    });

    test(`${language}: thresholds are saved; automatic merging is switched on only after a dry run`, async ({ page, server, signIn }) => {
      await open(page, signIn, language, '/matching/settings');
      const upper = page.getByRole('spinbutton', { name: w.upper });
      await upper.fill('99');
      await page.getByRole('button', { name: w.save }).click();
      await expect(page.getByText(w.saved)).toBeVisible();
      await expect.poll(async () => (await population(server)).settings.upper).toBe(0.99);

      const automatic = page.getByRole('switch', { name: w.automatic });
      await expect(automatic).toBeDisabled();
      await page.getByRole('button', { name: w.dry }).click();
      await expect(page.getByRole('region', { name: w.dry })).toBeVisible();
      await expectTranslated(page, language);
      await expectAccessible(page);
      expect((await population(server)).settings.automatic).toBe(false);
      // Pairs that wait are put off first, so that nothing of them merges and the base stays as the other tests need it.
      await server.call('POST', '/api/matching/decide', { filter: { entity: 1, kind: 'person', state: 'open', min: 0 }, decision: 'later', dryRun: false });
      await automatic.click();
      await page.getByRole('dialog').getByRole('button', { name: w.turnOn }).click();
      await expect(page.getByText(w.isOn)).toBeVisible();
      expect((await population(server)).settings.automatic).toBe(true);
      await automatic.click();
      await expect(page.getByText(w.isOff)).toBeVisible();
      for (let some = true; some;) {
        const { decisions } = await server.call<{ decisions: { id: number }[] }>('GET', '/api/matching/decisions?decision=later&state=active&limit=200');
        for (const { id } of decisions) await server.call('DELETE', `/api/matching/decisions/${id}`);
        some = decisions.length > 0;
      }
      await upper.fill('95');
      await page.getByRole('button', { name: w.save }).click();
      await expect.poll(async () => (await population(server)).settings.upper).toBe(0.95);
    });
  });
}

test('who may only read sees the pairs and cannot decide', async ({ page, server, signIn }) => {
  const reader = { email: 'vera@shop.example', password: 'brass lantern orchard seven' };
  await server.addUser(reader.email, 'Вера', 'privacy_officer', reader.password);
  await signIn('en', reader);
  await page.goto('/matching');
  await expect(pair(page)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Decision' })).toHaveCount(0);
  const waiting = await left(page);
  await page.keyboard.press('Digit1');
  expect(await left(page)).toBe(waiting);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});
