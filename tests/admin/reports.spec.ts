// Reports and dashboards: a base of a few orders, asked, opened into its people, and put on a dashboard.
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
  ru: { by: 'Разрез', product: 'Товар', put: 'На дашборд', name: 'Название дашборда', add: 'Добавить', arrange: 'Изменить', later: 'Позже', copy: 'Сделать копию', create: 'Создать', save: 'Сохранить', saved: 'Дашборд сохранён', six: '6 человек' },
  en: { by: 'By', product: 'Product', put: 'Add to dashboard', name: 'Name of the dashboard', add: 'Add', arrange: 'Arrange', later: 'Later', copy: 'Make a copy', create: 'Create', save: 'Save', saved: 'The dashboard is saved', six: '6 people' },
};

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
      await page.getByRole('row', { name: /Чай/ }).getByRole('button', { name: '6', exact: true }).click();
      const panel = page.getByRole('dialog');
      await expect(panel).toContainText(w.six);
      await expect(panel.getByRole('link', { name: /Покупатель0/ })).toHaveAttribute('href', /^\/profiles\//);
      await expectTranslated(page, language);
      await expectAccessible(page);
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
      await page.getByRole('button', { name: /1$/ }).first().press('ArrowRight');
      await expectAccessible(page);
      await page.getByRole('button', { name: w.save }).click();
      await expect(page.getByText(w.saved)).toBeVisible();
      expect((await server.call<{ tiles: { report: string }[] }>('GET', `/api/dashboards/${key}`)).tiles.map(({ report }) => report)).toEqual(['growth', 'revenue']);
    });
  });
}
