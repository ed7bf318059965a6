import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectAccessible, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';

const messy = join(import.meta.dirname, 'data/messy.csv');

test.beforeAll(({ server }) => server.addSource('anketa', 'Анкеты', 'file'));

holdsOnEveryScreen('imports', '/imports');
holdsOnEveryScreen('a new import', '/imports/new');

const words = {
  ru: {
    send: 'Продолжить', check: 'Проверить файл', target: 'Куда загружать столбец «Размер обуви»', note: 'Куда загружать столбец «Примечание»', drop: 'Не загружать', load: /^Загрузить 3\d событи/, done: 'Загружено', refused: /^Не принято 3 строки|^Не приняты 3 строки/,
    reasons: ['Непонятная дата', 'Другое число столбцов', 'Не по чему узнать клиента'], download: 'Скачать', undo: 'Отменить загрузку', undone: 'Загрузка отменена', source: 'От чьего имени', newRecords: 'Новых записей',
  },
  en: {
    send: 'Continue', check: 'Check the file', target: 'Where the column “Размер обуви” goes', note: 'Where the column “Примечание” goes', drop: 'Do not load', load: /^Load 3\d events/, done: 'Loaded', refused: /^3 rows were refused/,
    reasons: ['A date cannot be read', 'A different number of columns', 'Nothing identifies the customer'], download: 'Download', undo: 'Undo the import', undone: 'The import was undone', source: 'On behalf of', newRecords: 'New records',
  },
};

for (const language of languages) {
  const w = words[language];
  test(`${language}: a messy file is mapped, tried, loaded and undone`, async ({ page, server, signIn }) => {
    test.slow(); // Four tasks of the server, one after the other.
    const before = (await server.call<{ records: number }>('GET', '/api/stats')).records;
    await signIn(language);
    await page.goto('/imports/new?source=anketa');
    await settled(page);
    await page.locator('input[type=file]').setInputFiles({ name: 'анкеты.csv', mimeType: 'text/csv', buffer: await readFile(messy) });
    await page.getByRole('button', { name: w.send }).click();

    // Encoding and separator were worked out, and known columns are known.
    await expect(page.getByRole('row', { name: /Фамилия/ })).toContainText(language === 'ru' ? 'Узнали по названию' : 'Known by its name');
    await expect(page.getByRole('row', { name: /Город/ })).toContainText(language === 'ru' ? 'Город' : 'City');
    await expectAccessible(page);
    const size = page.getByRole('combobox', { name: w.target });
    await size.fill('shoeSize');
    await size.press('Enter');
    const note = page.getByRole('combobox', { name: w.note });
    await note.fill(w.drop);
    await note.press('Enter');
    await page.getByRole('button', { name: w.check }).click();

    const load = page.getByRole('button', { name: w.load });
    await expect(load).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(w.newRecords)).toBeVisible();
    expect((await server.call<{ records: number }>('GET', '/api/stats')).records).toBe(before);
    await load.click();
    await expect(page.getByRole('heading', { name: w.done, exact: true })).toBeVisible({ timeout: 30_000 });
    expect((await server.call<{ records: number }>('GET', '/api/stats')).records).toBeGreaterThan(before);
    const person = await server.call<{ traits: Record<string, unknown> }>('GET', `/api/profiles/by/user_id/${encodeURIComponent('anketa:К-001')}`);
    expect(person.traits.shoeSize).toBe(36);
    expect(JSON.stringify(person.traits)).not.toContain('из анкеты');

    await expect(page.getByRole('heading', { name: w.refused })).toBeVisible();
    for (const reason of w.reasons) await expect(page.getByRole('row', { name: new RegExp(reason) })).toBeVisible();
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: w.download }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toContain('позавчера');

    await page.getByRole('button', { name: w.undo }).click();
    await expectTranslated(page, language);
    await page.getByRole('dialog').getByRole('button', { name: w.undo }).click();
    await expect(page.getByRole('heading', { name: w.undone })).toBeVisible({ timeout: 30_000 });
    expect((await server.call<{ records: number }>('GET', '/api/stats')).records).toBe(before);
    await page.goto('/imports');
    await settled(page);
    await expectTranslated(page, language);
  });
}

test('a mapping that cannot work says why and cannot be run', async ({ page, signIn }) => {
  await signIn('en');
  await page.goto('/imports/new?source=anketa');
  await page.locator('input[type=file]').setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('email,colour\nanna@example.com,red\n') });
  await page.getByRole('button', { name: 'Continue' }).click();
  const email = page.getByRole('combobox', { name: 'Where the column “email” goes' });
  await email.fill('Do not load');
  await email.press('Enter');
  await expect(page.getByText('Nothing identifies a customer')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check the file' })).toBeDisabled();
});

test('names of files and columns and what is in them show as text', async ({ page, signIn }) => {
  const naughty = JSON.parse(await readFile(join(import.meta.dirname, '../Kartoteka.Domain.Tests/Data/blns/blns.json'), 'utf8')) as string[];
  const hostile = naughty.filter((text) => /<script|onerror|javascript:/i.test(text) && !/[\0\n\r]/.test(text)).slice(0, 60);
  expect(hostile.length).toBeGreaterThan(20);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const file = `email,${quoted('<img src=x onerror=alert(1)>')}\n${hostile.map((text, i) => `p${i}@example.com,${quoted(text)}`).join('\n')}\n${hostile.slice(0, 10).map((text) => `,${quoted(text)}`).join('\n')}\n`;
  await signIn('en');
  let alerted = false;
  page.on('dialog', (dialog) => { alerted = true; void dialog.dismiss(); });
  await page.goto('/imports/new?source=anketa');
  await page.locator('input[type=file]').setInputFiles({ name: '<img src=x onerror=alert(1)>.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('rowheader', { name: '<img src=x onerror=alert(1)>' })).toBeVisible();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: /^Load \d+ events/ }).click({ timeout: 30_000 });
  await expect(page.getByRole('heading', { name: '10 rows were refused' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(hostile[0]!, { exact: false }).first()).toBeVisible();
  expect(alerted).toBe(false);
});
