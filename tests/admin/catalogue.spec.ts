import { expect, expectAccessible, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';

test.beforeAll(({ server }) => server.send([
  { type: 'identify', userId: '1', messageId: 'c1', traits: { phone: '+79160000001', loyaltyLevel: 'gold', '<img src=x onerror=alert(1)>': 'x' } },
  { type: 'identify', userId: '2', messageId: 'c2', traits: { phone: 'нет телефона', email: 'anna@example.com' } },
]));

holdsOnEveryScreen('the trait catalogue', '/catalogue');
holdsOnEveryScreen('data quality', '/quality');

const words = {
  ru: { label: 'Название по-русски', purpose: 'Цель', save: /^(Описать|Сохранить)$/, found: 'Уровень лояльности', filter: 'Название, имя или цель' },
  en: { label: 'Label in English', purpose: 'Purpose', save: /^(Declare|Save)$/, found: 'Loyalty level', filter: 'Label, name or purpose' },
};

for (const language of languages) {
  const w = words[language];
  test(`${language}: a trait that came with data is declared`, async ({ page, server, signIn }) => {
    await signIn(language);
    await page.goto('/catalogue');
    await settled(page);
    await page.getByLabel(w.filter).fill('loyalty');
    await page.getByRole('row', { name: /loyaltyLevel/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(w.label).fill(w.found);
    await page.getByRole('dialog').getByLabel(w.purpose).fill('Программа лояльности');
    await expectTranslated(page, language);
    await expectAccessible(page);
    await page.getByRole('button', { name: w.save }).click();
    await expect(page.getByRole('row', { name: new RegExp(w.found) })).toBeVisible();
    const traits = await server.call<object[]>('GET', '/api/traits');
    expect(traits).toContainEqual(expect.objectContaining({ name: 'loyaltyLevel', declared: true, purpose: 'Программа лояльности', label: expect.objectContaining({ [language]: w.found }) }));
  });
}

test('a trait is added before any data has it', async ({ page, server, signIn }) => {
  await signIn('en');
  await page.goto('/catalogue');
  await page.getByRole('button', { name: 'Add a trait' }).click();
  await page.getByLabel('Name in data').fill('shoeSize');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('shoeSize')).toBeVisible();
  expect(await server.call<object[]>('GET', '/api/traits')).toContainEqual(expect.objectContaining({ name: 'shoeSize', declared: true }));
});

test('a trait whose name is an attack shows as text', async ({ page, signIn }) => {
  await signIn('en');
  let alerted = false;
  page.on('dialog', (dialog) => { alerted = true; void dialog.dismiss(); });
  await page.goto('/catalogue');
  await page.getByRole('row', { name: /onerror/ }).click();
  await expect(page.getByRole('dialog')).toContainText('<img src=x onerror=alert(1)>');
  expect(alerted).toBe(false);
});

test('quality is counted when asked, and says what is wrong', async ({ page, signIn }) => {
  await signIn('en');
  await page.goto('/quality');
  await settled(page);
  await page.getByRole('button', { name: 'Count again' }).click();
  const row = page.getByRole('row', { name: /Default/ });
  await expect(row).toContainText('50%', { timeout: 30_000 });
  await expect(row.getByTitle('Phones: 1, e-mails: 0')).toBeVisible();
  await row.getByRole('button').click();
  await expect(page.getByText('How it identifies customers')).toBeVisible();
  await expectAccessible(page);
});
