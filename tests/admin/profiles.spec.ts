import { fillBase } from './base';
import { expect, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';

// Each walks through several screens of a real server.
test.describe.configure({ timeout: 180_000 });

test.beforeAll(async ({ server }) => { await fillBase(server); });

holdsOnEveryScreen('the list of profiles', '/profiles');

const words = {
  ru: { search: 'Найти профиль', addFilter: 'Добавить отбор', by: 'По чему отобрать', city: 'Город', value: 'Значение', apply: 'Применить', chip: 'Город: Омск', nobody: 'Никого не нашлось', one: '1 профиль', columns: 'Столбцы', remove: 'Убрать: Телефон', views: 'Сохранённые виды', saveAs: 'Сохранить как…', name: 'Название', save: 'Сохранить', export: 'Выгрузить' },
  en: { search: 'Find a profile', addFilter: 'Add a filter', by: 'Filter by', city: 'City', value: 'Value', apply: 'Apply', chip: 'City: Омск', nobody: 'Nobody found', one: '1 profile', columns: 'Columns', remove: 'Remove: Phone', views: 'Views', saveAs: 'Save as…', name: 'Name', save: 'Save', export: 'Export' },
};

for (const language of languages) {
  const w = words[language];
  test.describe(language, () => {
    test.use({ locale: language });

    test(`${language}: search as one types, by keys alone, to the card and back`, async ({ page, signIn }) => {
      await signIn(language);
      await page.goto('/profiles');
      await settled(page);
      await page.keyboard.press('/');
      await expect(page.getByLabel(w.search)).toBeFocused();
      await page.keyboard.type('анна соколова');
      await expect(page.getByText(w.one, { exact: true })).toBeVisible();
      await expect(page).toHaveURL(/query=/);
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('row', { name: /Соколова Анна/ })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Соколова Анна' })).toBeVisible();
      await page.goBack();
      await expect(page.getByLabel(w.search)).toHaveValue('анна соколова');
      await page.getByLabel(w.search).fill('йцукен12345');
      await expect(page.getByText(w.nobody)).toBeVisible();
      await expectTranslated(page, language);
    });

    test(`${language}: a filter by a trait stays in the address, columns and a view are kept, and the file has what is shown`, async ({ page, signIn }) => {
      await signIn(language);
      await page.goto('/profiles');
      await settled(page);
      await page.getByRole('button', { name: w.addFilter }).click();
      await page.getByRole('combobox', { name: w.by }).fill(w.city);
      await page.keyboard.press('Enter');
      await page.getByLabel(w.value, { exact: true }).fill('Омск');
      await page.getByRole('button', { name: w.apply }).click();
      await expect(page.getByText(w.chip, { exact: true })).toBeVisible();
      await expect(page).toHaveURL(/where=city/);
      await expect(page.getByRole('row', { name: /Громов Иван/ })).toBeVisible();
      await expect(page.getByRole('row', { name: /Соколова/ })).toHaveCount(0);
      await page.reload();
      await expect(page.getByRole('row', { name: /Громова Ольга/ })).toBeVisible();

      await page.getByRole('button', { name: w.columns }).click();
      await page.getByRole('button', { name: w.remove }).click();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('columnheader')).toHaveCount(5);
      await page.getByRole('button', { name: w.views }).click();
      await page.getByRole('button', { name: w.saveAs }).click();
      await page.getByLabel(w.name).fill(`Омск ${language}`);
      await page.getByRole('dialog').getByRole('button', { name: w.save }).click();
      await expect(page.getByRole('button', { name: `Омск ${language}` })).toBeVisible();

      await page.getByRole('button', { name: w.export }).click();
      const waiting = page.waitForEvent('download');
      await page.getByRole('dialog').getByRole('link', { name: w.export }).click();
      const text = await (await waiting).createReadStream().then(async (stream) => Buffer.concat(await stream.toArray()).toString('utf8'));
      expect(text).toContain('ivan@mail.example');
      expect(text).not.toContain('anna@mail.example');
    });
  });
}
