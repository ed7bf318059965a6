import { expect, expectAccessible, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';

test.beforeAll(({ server }) => server.send([
  { type: 'identify', userId: '1', messageId: 's1', traits: { phone: '+79160000001', city: 'Москва' } },
  { type: 'track', userId: '1', messageId: 's2', event: 'Order Completed', properties: { revenue: 1500.5 } },
]));

holdsOnEveryScreen('SQL', '/sql');

const words = {
  ru: { editor: 'Запрос', run: 'Выполнить', answer: 'Ответ', save: 'Сохранить', name: 'Название', download: 'Файлом', csv: 'Таблица (CSV)', refused: 'Запрос нельзя выполнить' },
  en: { editor: 'Query', run: 'Run', answer: 'Answer', save: 'Keep', name: 'Name', download: 'As a file', csv: 'A table (CSV)', refused: 'The query cannot be run' },
};

for (const language of languages) {
  const w = words[language];
  test(`${language}: a query is run, kept, taken as a file, and refused with a reason`, async ({ page, signIn }) => {
    await signIn(language);
    await page.goto('/sql');
    await settled(page);
    const editor = page.getByRole('textbox', { name: w.editor });
    await editor.fill("select name, sum(revenue) as revenue from events where kind = 'track' group by name");
    await expect(async () => {
      await editor.press('Control+Enter');
      await expect(page.getByRole('region', { name: w.answer }).getByRole('cell', { name: '1500.5' })).toBeVisible({ timeout: 1000 });
    }).toPass();
    await page.getByText('profiles', { exact: true }).click();
    await expectTranslated(page, language);
    await expectAccessible(page);
    await page.getByRole('button', { name: w.download }).click();
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: w.csv }).click();
    expect((await file).suggestedFilename()).toBe('answer.csv');
    await page.getByRole('button', { name: w.save, exact: true }).click();
    await page.getByRole('dialog').getByLabel(w.name).fill(`Revenue ${language}`);
    await page.getByRole('dialog').getByLabel(w.name).press('Enter');
    await expect(page.getByRole('button', { name: `Revenue ${language}`, exact: true })).toBeVisible();
    await editor.fill('select * from event_row');
    await page.getByRole('button', { name: w.run }).click();
    const refusal = page.getByRole('alert').filter({ hasText: w.refused });
    await expect(refusal).toContainText("There is no view 'event_row'");
  });
}
