import { expect, expectAccessible, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';

test.beforeAll(async ({ server }) => {
  await server.addSource('sayt', 'Сайт магазина', 'web');
  await server.send([{ type: 'track', event: 'Заказ', userId: '1', messageId: 'first' }]);
});

holdsOnEveryScreen('sources', '/sources');
holdsOnEveryScreen('a new source', '/sources/new');
holdsOnEveryScreen('a source’s overview', '/sources/sayt');
holdsOnEveryScreen('connecting a source', '/sources/sayt?tab=connect');
holdsOnEveryScreen('a source’s settings', '/sources/sayt?tab=settings');

const words = {
  ru: { title: 'Источники', add: 'Добавить источник', till: 'Касса', name: 'Название', create: 'Создать', watch: 'Смотреть, как приходят события', open: 'Поток идёт', stored: 'Сохранено', quarantined: 'Карантин', duplicate: 'Повтор' },
  en: { title: 'Sources', add: 'Add a source', till: 'Till', name: 'Name', create: 'Create', watch: 'Watch events come in', open: 'Live', stored: 'Stored', quarantined: 'Quarantined', duplicate: 'Duplicate' },
};

for (const language of languages) {
  const w = words[language];
  test(`${language}: a source is made by keyboard, its key sends, and the event shows as it arrives`, async ({ page, server, signIn }) => {
    await signIn(language);
    await page.goto('/sources');
    await settled(page);
    await page.getByRole('link', { name: w.add }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel(w.name, { exact: true })).toBeFocused();
    await page.keyboard.type(language === 'ru' ? 'Касса на Тверской' : 'Till One');
    const key = language === 'ru' ? 'kassa-na-tverskoy' : 'till-one';
    await page.getByRole('radio', { name: w.till }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: w.create }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/sources/${key}\\?tab=connect`));
    const writeKey = (await page.locator('code[aria-label]').textContent())!;
    await expect(page.locator('pre').last()).toContainText(writeKey);
    expect(page.url()).not.toContain(writeKey);
    await expectTranslated(page, language);

    await page.getByRole('link', { name: w.watch }).click();
    await expect(page.getByRole('status').filter({ hasText: w.open })).toBeVisible();
    await server.send([
      { type: 'track', event: 'Чек', userId: '42', messageId: 'live-1', properties: { total: 1990 } },
      { type: 'track', userId: '42', messageId: 'live-2' },
      { type: 'track', event: 'Чек', userId: '42', messageId: 'live-1' },
    ], writeKey);
    const stored = page.getByRole('button', { name: new RegExp(`${w.stored}.*Чек`) });
    await expect(stored).toBeVisible();
    await expect(page.getByRole('button', { name: new RegExp(`${w.quarantined}.*track`) })).toBeVisible();
    await expect(page.getByRole('button', { name: new RegExp(`${w.duplicate}.*Чек`) })).toBeVisible();
    await expectTranslated(page, language);
    await expectAccessible(page);
    await stored.press('Enter');
    await expect(page.getByRole('dialog').locator('pre')).toContainText('"total": 1990');
    await page.keyboard.press('Escape');

    // The key is nowhere after a reload.
    await page.goto(`/sources/${key}?tab=connect`);
    await settled(page);
    await expect(page.getByText(writeKey)).toHaveCount(0);
  });
}

test('a paused stream stands still and then shows what came', async ({ page, server, signIn }) => {
  await signIn('en');
  await page.goto('/sources/default?tab=live');
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await server.send([{ type: 'track', event: 'Paused One', userId: '7', messageId: 'paused-1' }]);
  await expect(page.getByRole('button', { name: 'Show 1 more' })).toBeVisible();
  await expect(page.getByText('Paused One')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show 1 more' }).click();
  await expect(page.getByRole('button', { name: /Stored Paused One/ })).toBeVisible();
  await page.getByLabel('Search the stream').fill('no such text');
  await expect(page.getByText('Nothing matches the filter')).toBeVisible();
});

test('a replaced key works and the old one no longer does', async ({ page, server, signIn }) => {
  const old = await server.addSource('rotating', 'Rotating', 'server');
  await signIn('en');
  await page.goto('/sources/rotating?tab=settings');
  await page.getByRole('radio', { name: /^Replace/ }).check();
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
  const fresh = (await page.locator('code[aria-label]').textContent())!;
  await server.send([{ type: 'track', event: 'With the new key', userId: '1', messageId: 'n1' }], fresh);
  await expect(server.send([{ type: 'track', event: 'With the old key', userId: '1', messageId: 'o1' }], old)).rejects.toThrow('401');
});

test('what people and systems call things shows as text', async ({ page, server, signIn }) => {
  const hostile = '<img src=x onerror=alert(1)>"\'><script>alert(2)</script>';
  const key = await server.addSource('hostile', hostile, 'web');
  await server.send([{ type: 'track', event: hostile, userId: hostile, messageId: hostile.slice(0, 40), properties: { [hostile]: hostile } }], key);
  await signIn('en');
  let alerted = false;
  page.on('dialog', (dialog) => { alerted = true; void dialog.dismiss(); });
  await page.goto('/sources');
  await expect(page.getByRole('link', { name: hostile })).toBeVisible();
  await page.goto('/sources/hostile?tab=live');
  await page.getByRole('button', { name: /Stored/ }).first().click();
  await expect(page.getByRole('dialog')).toContainText(hostile);
  expect(alerted).toBe(false);
});
