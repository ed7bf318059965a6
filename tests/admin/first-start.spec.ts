// From an empty base to the first profile, by the link that the server prints.
import { expect, expectAccessible, expectTranslated, languages, settled, test } from './screen';
import { startServer } from './server';

test.use({ serverOptions: { withoutUsers: true } });

const words = {
  ru: { name: 'Ваше имя', email: 'Электронная почта', password: 'Пароль', create: 'Создать администратора', entity: 'Юридическое лицо', inn: 'ИНН', brand: 'Бренд', next: 'Далее', noInn: 'Это не ИНН', source: 'Название', make: 'Создать источник', send: 'Прислать отсюда', here: 'Первый профиль создан', open: 'Открыть профиль' },
  en: { name: 'Your name', email: 'E-mail', password: 'Password', create: 'Create the administrator', entity: 'Legal entity', inn: 'INN', brand: 'Brand', next: 'Next', noInn: 'This is no INN', source: 'Name', make: 'Create the source', send: 'Send it from here', here: 'The first profile is made', open: 'Open the profile' },
};

for (const language of languages) {
  test.describe(() => {
    test.use({ locale: language });
    test(`an empty base leads to the first profile, ${language}`, async ({ browser }) => {
      test.slow(); // Two servers, and every step of the way.
      // Each language begins with a base of its own.
      const server = await startServer({ withoutUsers: true });
      const context = await browser.newContext({ locale: language, baseURL: server.url });
      const page = await context.newPage();
      try {
        const t = words[language];
        const [, code] = await server.printed(/start#code=(\S+)/);
        await page.goto(`/start#code=${code}`);
        await settled(page);
        await expectTranslated(page, language);
        await expectAccessible(page);
        await page.getByLabel(t.name).fill('Анна');
        await page.getByLabel(t.email).fill('anna@shop.example');
        await page.getByLabel(t.password, { exact: true }).fill('steel kettle harbour nine');
        await page.getByRole('button', { name: t.create }).click();

        await page.getByLabel(t.entity).fill('ООО «Север»');
        await page.getByLabel(t.inn, { exact: true }).fill('123');
        await page.getByLabel(t.brand, { exact: true }).fill('Чайный дом');
        await page.getByRole('button', { name: t.next }).click();
        await expect(page.getByText(t.noInn)).toBeVisible();
        await page.getByLabel(t.inn, { exact: true }).fill('7707083893');
        await expectAccessible(page);
        await page.getByRole('button', { name: t.next }).click();

        await page.getByLabel(t.source, { exact: true }).fill('Магазин');
        await expectTranslated(page, language);
        await expectAccessible(page);
        await page.getByRole('button', { name: t.make }).click();

        await expect(page.locator('pre').first()).toContainText('/v1/identify');
        await expectTranslated(page, language);
        await expectAccessible(page);
        await page.getByRole('button', { name: t.send }).click();
        await expect(page.getByText(t.here)).toBeVisible();
        await expect(page.getByRole('link', { name: t.open })).toHaveAttribute('href', /^\/profiles\/[0-9a-f-]{36}$/);
        expect(await server.call('GET', '/api/legal-entities')).toMatchObject([{ name: 'ООО «Север»', inn: '7707083893' }]);
        expect(await server.call('GET', '/api/stats')).toMatchObject({ received: 1, stored: 1, profiles: 1 });
      } finally {
        await context.close();
        await server.stop();
      }
    });
  });
}

test('a wrong code makes nobody an administrator, and a screen of the product leads to the first start', async ({ page, server }) => {
  await page.goto('/profiles');
  await expect(page).toHaveURL(/\/start/);
  await page.getByLabel('Code', { exact: true }).fill('nonsense');
  await page.getByLabel('Your name').fill('Eve');
  await page.getByLabel('E-mail').fill('eve@example.com');
  await page.getByLabel('Password', { exact: true }).fill('steel kettle harbour nine');
  await page.getByRole('button', { name: 'Create the administrator' }).click();
  await expect(page.getByRole('alert')).toContainText('not the code');
  expect(await (await fetch(`${server.url}/api/start`)).json()).toMatchObject({ needsFirstUser: true });
});
