// Reports and dashboards: a base of a few orders, asked, opened into its people, and put on a dashboard.
import type { Locator, Page } from '@playwright/test';
import { ago } from './base';
import { expect, expectAccessible, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';

test.beforeAll(async ({ server }) => {
  const order = (person: number, at: number, days: number, revenue: number) => ({
    type: 'track', userId: `b${person}`, messageId: `o${person}-${at}`, timestamp: ago(days), event: 'Order Completed',
    properties: { order_id: `${person}-${at}`, revenue, currency: 'RUB', products: [{ product_id: `t${at}`, name: at === 0 ? 'Чай' : 'Кофе', quantity: 1, price: revenue }] },
  });
  await server.send([
    ...Array.from({ length: 6 }, (_, person) => ({ type: 'identify', userId: `b${person}`, messageId: `i${person}`, traits: { lastName: `Покупатель${person}`, email: `b${person}@mail.example` } })),
    ...Array.from({ length: 6 }, (_, person) => ({ type: 'track', userId: `b${person}`, messageId: `v${person}`, timestamp: ago(3), event: 'Product Viewed', properties: { name: 'Чай' } })),
    ...Array.from({ length: 6 }, (_, person) => order(person, 0, 100 - person * 15, 1000 + person)),
    ...Array.from({ length: 3 }, (_, person) => order(person, 1, 2, 500)),
  ]);
  await expect.poll(async () => (await server.call<{ total: { orders: number } }>('GET', '/api/reports/revenue')).total.orders, { timeout: 30_000 }).toBe(9);
});

holdsOnEveryScreen('the list of reports', '/reports');
holdsOnEveryScreen('revenue over time', '/reports/revenue?by=month&compare=previous');
holdsOnEveryScreen('levels of customers', '/reports/rfm');
holdsOnEveryScreen('a funnel', '/reports/funnel?step=Product+Viewed&step=Order+Completed');
holdsOnEveryScreen('the built-in dashboard', '/dashboards');

const words = {
  ru: { by: 'Разрез', product: 'Товар', put: 'На дашборд', name: 'Название дашборда', add: 'Добавить', arrange: 'Изменить', later: 'Позже', copy: 'Сделать копию', create: 'Создать', save: 'Сохранить', saved: 'Дашборд сохранён', six: '6 человек', keep: 'Сохранить сегментом', list: 'Название', open: 'Открыть сегмент' },
  en: { by: 'By', product: 'Product', put: 'Add to dashboard', name: 'Name of the dashboard', add: 'Add', arrange: 'Arrange', later: 'Later', copy: 'Make a copy', create: 'Create', save: 'Save', saved: 'The dashboard is saved', six: '6 people', keep: 'Save as a segment', list: 'Name', open: 'Open the segment' },
};

/** Drags by the pointer, in steps as a hand does, to the middle of a place or to its right edge. */
async function drag(page: Page, what: Locator, to: Locator, where: 'middle' | 'right' = 'middle') {
  const [from, place] = [(await what.boundingBox())!, (await to.boundingBox())!];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(where === 'right' ? place.x + place.width - 4 : place.x + place.width / 2, where === 'right' ? from.y : place.y + place.height / 2, { steps: 8 });
  await page.mouse.up();
}

for (const language of languages) {
  const w = words[language];
  test.describe(language, () => {
    test.use({ locale: language });

    test(`${language}: a choice stands in the address, and a number opens into its people`, async ({ page, signIn }) => {
      await signIn(language);
      await page.goto('/reports/revenue');
      await settled(page);
      await page.getByRole('combobox', { name: w.by, exact: true }).click();
      await page.getByTitle(w.product, { exact: true }).click();
      await expect(page).toHaveURL(/\?by=product$/);
      await settled(page);
      await page.getByRole('row', { name: /Чай/ }).getByRole('button', { name: '6', exact: true }).last().click();
      const panel = page.getByRole('dialog');
      await expect(panel).toContainText(w.six);
      await expect(panel.getByRole('link', { name: /Покупатель0/ })).toHaveAttribute('href', /^\/profiles\//);
      await panel.getByRole('button', { name: w.keep }).click();
      await panel.getByLabel(w.list, { exact: true }).fill(`Чай ${language}`);
      await expectTranslated(page, language);
      await expectAccessible(page);
      await panel.getByRole('button', { name: w.save, exact: true }).click();
      await panel.getByRole('link', { name: w.open }).click();
      await expect(page).toHaveURL(new RegExp(`/segments/chay-${language}$`));
      await expect(page.getByRole('row', { name: /Покупатель5/ })).toBeVisible();
    });

    test(`${language}: a report is put on a dashboard, whose tiles the keys move`, async ({ page, signIn, server }) => {
      await signIn(language);
      await page.goto('/reports/revenue?by=month');
      await settled(page);
      await page.getByRole('button', { name: w.put }).click();
      // The other language's run may have left one of its own.
      const dialog = page.getByRole('dialog');
      if (!(await dialog.getByLabel(w.name).isVisible())) {
        await dialog.getByRole('combobox').first().click();
        await page.locator('.ant-select-item-option').last().click();
      }
      await dialog.getByLabel(w.name).fill(`Продажи ${language}`);
      await dialog.getByRole('button', { name: w.add, exact: true }).click();
      await expect(page).toHaveURL(/\/dashboards\/prodazhi-/);
      const key = new URL(page.url()).pathname.split('/').at(-1)!;
      const known = await server.call<{ tiles: object[]; version: number; name: string }>('GET', `/api/dashboards/${key}`);
      await server.call('PUT', `/api/dashboards/${key}`, { name: known.name, version: known.version, tiles: [...known.tiles, { report: 'growth', parameters: {}, title: null, chart: 'line', width: 6 }] });
      await page.reload();
      await settled(page);
      await page.getByRole('button', { name: w.arrange }).click();
      // By keys in one language, by pointer in the other.
      if (language === 'ru') await page.getByRole('button', { name: /1$/ }).first().press('ArrowRight');
      else await drag(page, page.getByRole('button', { name: /1$/ }).first(), page.getByRole('list', { name: 'Tiles' }).getByRole('listitem').last());
      await expectAccessible(page);
      if (language === 'en') {
        const first = page.getByRole('list', { name: 'Tiles' }).getByRole('listitem').first();
        const before = (await first.boundingBox())!.width;
        await drag(page, first.locator('[class*=edge]'), page.getByRole('list', { name: 'Tiles' }), 'right');
        expect((await first.boundingBox())!.width).toBeGreaterThan(1.5 * before);
      }
      await page.getByRole('button', { name: w.save }).click();
      await expect(page.getByText(w.saved)).toBeVisible();
      expect((await server.call<{ tiles: { report: string }[] }>('GET', `/api/dashboards/${key}`)).tiles.map(({ report }) => report)).toEqual(['growth', 'revenue']);
    });
  });
}

test('a total opens into its people, and costs are loaded by a file and taken back', async ({ page, signIn }) => {
  await signIn('ru');
  await page.goto('/reports/campaigns');
  await settled(page);
  await page.locator('input[type=file]').setInputFiles({ name: 'реклама.csv', mimeType: 'text/csv', buffer: Buffer.from(`day,utm_source,utm_medium,utm_campaign,cost,currency\n${ago(3).slice(0, 10)},yandex,cpc,spring,1500.50,RUB\nвчера,yandex,cpc,spring,1,RUB\n`) });
  await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
  await expect(page.getByText('Записана 1 строка')).toBeVisible();
  await expect(page.getByText('Не принята 1 строка:')).toBeVisible();
  const load = page.getByRole('row', { name: /reklama/ });
  await expect(load).toContainText('1 500,5');
  await expectTranslated(page, 'ru');
  await expectAccessible(page);
  await load.getByRole('button', { name: 'Удалить' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
  await expect(page.getByText('Расходы ещё не загружены')).toBeVisible();
  await page.goto('/reports/revenue');
  await settled(page);
  await page.getByRole('definition').getByRole('button', { name: '9', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('6 человек');
});

test('who is still on the way, who has a contact and who moved open into their people', async ({ page, signIn }) => {
  await signIn('en');
  for (const [address, figure, people] of [
    ['/reports/funnel?step=Product+Viewed&step=Refund', 'Still on the way', '6 people'], ['/reports/growth', 'With an e-mail', '6 people'], [`/reports/rfm/transitions?from=${ago(10).slice(0, 10)}&to=${ago(0).slice(0, 10)}&mode=fixed&bounds=1,2,3,4;1,2,3,4;1,2,3,4`, 'Moved', '3 people'],
  ] as const) {
    await page.goto(address);
    await settled(page);
    await page.getByRole('term').filter({ hasText: figure }).locator('xpath=..').getByRole('button').click();
    await expect(page.getByRole('dialog')).toContainText(people);
  }
});

test('groups of customers get names of their own, and the usual ones again', async ({ page, signIn }) => {
  await signIn('en');
  await page.goto('/reports/rfm');
  await settled(page);
  await page.getByRole('button', { name: 'Set up groups' }).click();
  const editor = page.getByRole('dialog', { name: 'Groups of customers' });
  await editor.getByLabel('Name of group 1', { exact: true }).fill('Gold');
  await editor.getByLabel('Recency from, group 1', { exact: true }).fill('1');
  await editor.getByLabel('Frequency from, group 1', { exact: true }).fill('1');
  await editor.getByLabel('Money from, group 1', { exact: true }).fill('1');
  await expectTranslated(page, 'en');
  await expectAccessible(page);
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /^Gold 6/ })).toBeVisible();
  await page.getByRole('button', { name: 'Set up groups' }).click();
  await editor.getByRole('button', { name: 'Back to the usual' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Back to the usual' }).last().click();
  await expect(page.getByRole('row', { name: /^Gold/ })).toHaveCount(0);
});
