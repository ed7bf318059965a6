import { expect, expectAccessible, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';

test.beforeAll(({ server }) => server.send(Array.from({ length: 6 }, (_, i) => ({ type: 'track', userId: `q${i}`, messageId: `no-name-${i}`, properties: { card: i } })).concat(
  Array.from({ length: 3 }, (_, i) => ({ type: 'track', event: 'Просмотр', messageId: `nobody-${i}` }) as never))));

holdsOnEveryScreen('quarantine', '/quarantine?reason=no_identifier');

const words = {
  ru: { reason: /Нет названия события/, entry: /no-name-/, body: 'Тело события', fault: /Строка 2, столбец \d+: ожидалась запятая/, good: 'JSON без ошибок', send: 'Отправить исправленное', again: 'Отправить снова', refused: 'Снова не принято: Нет названия события', stored: 'Принято и сохранено' },
  en: { reason: /No event name/, entry: /no-name-/, body: 'Body of the event', fault: /Line 2, column \d+: a comma/, good: 'JSON without faults', send: 'Send the mended one', again: 'Send again', refused: 'Refused again: No event name', stored: 'Taken and stored' },
};

for (const language of languages) {
  const w = words[language];
  test(`${language}: an entry is refused again as it was, and stored when it is mended`, async ({ page, server, signIn }) => {
    const before = await server.call<{ stored: number; quarantineOpen: number }>('GET', '/api/stats');
    await signIn(language);
    await page.goto('/quarantine');
    await settled(page);
    await page.getByRole('navigation').getByRole('button', { name: w.reason }).click();
    await expectTranslated(page, language);
    await page.getByRole('row', { name: w.entry }).first().focus();
    await page.keyboard.press('Enter');
    const editor = page.getByLabel(w.body);
    await expect(editor).toHaveValue(/"card": \d/);
    await page.getByRole('dialog').getByRole('button', { name: w.again }).click();
    await expect(page.getByText(w.refused)).toBeVisible();

    const text = await editor.inputValue();
    await editor.fill(text.replace(/^\{\n/, '{ "event": "Покупка"\n'));
    await expect(page.getByRole('button', { name: w.fault })).toBeVisible();
    await editor.fill(text.replace(/^\{\n/, '{ "event": "Покупка",\n'));
    await expect(page.getByText(w.good)).toBeVisible();
    await expectAccessible(page);
    await expectTranslated(page, language);
    await page.getByRole('button', { name: w.send }).click();
    await expect(page.getByText(w.stored)).toBeVisible();
    const after = await server.call<{ stored: number; quarantineOpen: number }>('GET', '/api/stats');
    expect(after.stored).toBe(before.stored + 1);
    expect(after.quarantineOpen).toBe(before.quarantineOpen - 1);
  });
}

test('all of a kind are sent again, and then thrown away', async ({ page, server, signIn }) => {
  await signIn('en');
  await page.goto('/quarantine?reason=no_identifier');
  await page.getByRole('button', { name: 'Send all 3 again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('3 failed the checks again')).toBeVisible();
  await page.getByRole('button', { name: 'Throw all away' }).click();
  await expect(page.getByRole('dialog')).toContainText('cannot be brought back');
  await page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
  await expect(page.getByText('3 entries thrown away')).toBeVisible();
  const { reasons } = await server.call<{ reasons: { reason: string }[] }>('GET', '/api/quarantine');
  expect(reasons.map(({ reason }) => reason)).not.toContain('no_identifier');
});

test('a body that is an attack shows as text', async ({ page, server, signIn }) => {
  await server.send([{ type: 'track', messageId: '</textarea><img src=x onerror=alert(1)>', userId: 'x', properties: { a: '</textarea><script>alert(1)</script>' } }]);
  await signIn('en');
  let alerted = false;
  page.on('dialog', (dialog) => { alerted = true; void dialog.dismiss(); });
  await page.goto('/quarantine?reason=event_name_missing');
  await page.getByRole('row', { name: /onerror/ }).click();
  await expect(page.getByLabel('Body of the event')).toHaveValue(/<\/textarea><script>/);
  expect(alerted).toBe(false);
});
