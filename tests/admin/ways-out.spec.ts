// People of a segment as a file, and who enters and leaves it sent to a system outside, which fails and recovers.
import { readFile } from 'node:fs/promises';
import { fillBase } from './base';
import { startReceiver } from './receiver';
import { expect, expectAccessible, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';

test.use({ serverOptions: { environment: { KARTOTEKA_DESTINATIONS__ALLOWEDPRIVATE__0: '127.0.0.1', KARTOTEKA_DESTINATIONS__RETRYMS: '50', KARTOTEKA_DESTINATIONS__ATTEMPTSMAX: '2' } } });

const marketer = { email: 'mila@shop.example', password: 'steel kettle harbour nine' };
let crm: string;

test.beforeAll(async ({ server }) => {
  ({ crm } = await fillBase(server));
  await server.addUser(marketer.email, 'Мила', 'marketer', marketer.password);
  await server.call('POST', '/api/segments', { key: 'tula', name: 'Тула', description: '', rule: { trait: 'city', equals: 'Тула' } });
  await server.call('POST', '/api/segments', { key: 'omsk', name: 'Омск', description: '', rule: { trait: 'city', equals: 'Омск' } });
  await server.call('POST', '/api/destinations', { key: 'ads', name: 'Кабинет', url: 'https://ads.example/hook', segments: ['tula'], events: ['entered'], columns: ['city'] });
  await expect.poll(async () => (await server.call<{ size: number }>('GET', '/api/segments/omsk')).size).toBeGreaterThan(1);
});

holdsOnEveryScreen('a destination', '/destinations/ads?show=check', { person: marketer });

const words = {
  ru: { open: 'Выгрузить', masked: /скрыт/, lines: 'JSON lines', ready: 'Готово', download: 'Скачать', remove: 'Удалить', empty: 'Выгрузок пока нет' },
  en: { open: 'Export', masked: /will be masked/, lines: 'JSON lines', ready: 'Ready', download: 'Download', remove: 'Delete', empty: 'No exports yet' },
};

for (const language of languages) {
  const w = words[language];
  test(`${language}: a marketer takes a segment out as a file, masked as told, and removes it`, async ({ page, signIn }) => {
    await signIn(language, marketer);
    await page.goto('/segments/omsk');
    await settled(page);
    await page.getByRole('button', { name: w.open }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(w.masked)).toBeVisible();
    await dialog.getByText(w.lines).click();
    await expectTranslated(page, language);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: w.open }).click();
    await expect(dialog.getByText(w.ready)).toBeVisible();
    const taken = page.waitForEvent('download');
    await dialog.getByRole('link', { name: w.download }).click();
    const file = await taken;
    expect(file.suggestedFilename()).toBe('omsk.jsonl');
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toContain('Омск');
    expect(text).not.toContain('olga@');

    await page.goto('/exports');
    await settled(page);
    await expect(page.getByRole('link', { name: 'Омск' })).toBeVisible();
    await expectTranslated(page, language);
    await expectAccessible(page);
    await page.getByRole('button', { name: w.remove }).click();
    await page.getByRole('dialog').getByRole('button', { name: w.remove }).click();
    await expect(page.getByText(w.empty)).toBeVisible();
  });
}

test('who answers for the data sees what everybody takes out, and no file of theirs', async ({ page, signIn, server }) => {
  const { id } = await server.call<{ id: string }>('POST', '/api/exports', { segment: 'omsk', columns: ['city'], format: 'csv' });
  await expect.poll(async () => (await server.call<{ state: string }>('GET', `/api/exports/${id}`)).state).toBe('done');
  await signIn('ru');
  await page.goto('/exports');
  await settled(page);
  await expect(page.getByText('Выгрузок пока нет')).toBeVisible();
  await page.getByText('Все', { exact: true }).click();
  await expect(page).toHaveURL(/\?of=all$/);
  await expect(page.getByRole('row', { name: /Омск.*Готова/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Скачать' })).toHaveCount(0);
  await expectTranslated(page, 'ru');
  await expectAccessible(page);
});

const sent = {
  ru: { to: 'Отправлять в другую систему', name: 'Название', key: 'Ключ для программ', url: 'Адрес', columns: 'Столбцы', city: 'Город', create: 'Создать', taken: 'Такой ключ уже есть', wrong: /начинается с http/, secret: 'Показано один раз', code: 'Проверка подписи', kept: 'Сохранено, закрыть', test: 'Проверить', good: /Принято: ответ 204/, bad: /Не принято: ответ 500/, dead: 'Недоставленные (1)', details: /Развернуть|Expand/, retry: 'Отправить снова', none: 'Всё доставлено', more: 'Ещё', all: 'Отправить всех сейчас', send: 'Отправить', queued: /В очереди/, who: 'Кому отправляется:', pause: 'Приостановить', paused: 'Приостановлен', remove: 'Удалить' },
  en: { to: 'Send it to another system', name: 'Name', key: 'Key for programs', url: 'Address', columns: 'Columns', city: 'City', create: 'Create', taken: 'There is such a key already', wrong: /begins with http/, secret: 'Shown this once', code: 'A check of the signature', kept: 'I have kept it', test: 'Test', good: /Taken: answer 204/, bad: /Not taken: answer 500/, dead: 'Dead letters (1)', details: /Expand/, retry: 'Send again', none: 'All is delivered', more: 'More', all: 'Send everybody now', send: 'Send', queued: /queued/, who: 'Who receives it:', pause: 'Pause', paused: 'Paused', remove: 'Delete' },
};

for (const language of languages) {
  const w = sent[language];
  test(`${language}: a receiver is told who enters, fails, has its dead letter again, and gets everybody`, async ({ page, signIn, server }) => {
    const receiver = await startReceiver();
    try {
      await server.call('POST', '/api/segments', { key: `own-${language}`, name: `Свои ${language}`, description: '', rule: { trait: 'city', equals: `Тверь ${language}` } });
      await expect.poll(async () => (await server.call<{ state: string }>('GET', `/api/segments/own-${language}`)).state).toBe('live');
      await signIn(language);
      await page.goto(`/segments/own-${language}`);
      await page.getByRole('link', { name: w.to }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel(w.name, { exact: true }).fill(`Mailer ${language}`);
      await form.getByLabel(w.url, { exact: true }).fill('mail.example');
      await form.getByLabel(w.key).fill('ads');
      await form.getByRole('combobox', { name: w.columns }).fill(w.city);
      await page.locator('.ant-select-item-option').filter({ hasText: w.city }).first().click();
      await page.keyboard.press('Tab');
      await form.getByRole('button', { name: w.create }).click();
      await expect(form.getByText(w.wrong)).toBeVisible();
      await form.getByLabel(w.url, { exact: true }).fill(receiver.url);
      await form.getByRole('button', { name: w.create }).click();
      await expect(form.getByText(w.taken)).toBeVisible();
      await expectTranslated(page, language);
      await expectAccessible(page);
      await form.getByLabel(w.key).fill(`mailer-${language}`);
      await form.getByRole('button', { name: w.create }).click();

      // The secret and the code that the window shows are enough to check a request.
      await expect(page.getByText(w.secret)).toBeVisible();
      const window = page.getByRole('dialog').filter({ hasText: w.secret });
      const secret = (await window.getByText(/^whsec_/).textContent())!;
      const code = (await window.getByLabel(w.code).textContent())!;
      const { isSigned } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { isSigned: (secret: string, headers: object, body: string) => boolean };
      await expectAccessible(page);
      await window.getByRole('button', { name: w.kept }).click();
      await expect(page).toHaveURL(new RegExp(`/destinations/mailer-${language}$`));

      await page.getByRole('button', { name: w.test, exact: true }).click();
      await expect(page.getByText(w.good)).toBeVisible();
      expect(receiver.requests.map(({ headers, body }) => isSigned(secret, headers, body))).toEqual([true]);
      expect(isSigned(secret, receiver.requests[0]!.headers, '{}')).toBe(false);

      receiver.status = 500;
      await page.getByRole('button', { name: w.test, exact: true }).click();
      await expect(page.getByText(w.bad)).toBeVisible();
      await server.send([{ type: 'identify', userId: `n-${language}`, messageId: `n-${language}`, traits: { firstName: 'Нина', city: `Тверь ${language}` } }], crm);
      await page.getByRole('link', { name: w.dead }).click();
      await page.getByRole('button', { name: w.details }).click();
      await expect(page.getByText(`"Тверь ${language}"`)).toBeVisible();
      await expectTranslated(page, language);
      await expectAccessible(page);
      receiver.status = 204;
      receiver.requests.length = 0;
      await page.getByRole('button', { name: w.retry, exact: true }).click();
      await expect(page.getByText(w.none).first()).toBeVisible();
      await expect.poll(() => receiver.requests.map(({ body }) => body).join()).toContain('"event":"entered"');

      await page.getByRole('button', { name: w.more, exact: true }).click();
      await page.getByRole('menuitem', { name: w.all }).click();
      await page.getByRole('dialog').getByRole('button', { name: w.send }).click();
      await expect(page.getByText(w.queued).first()).toBeVisible();
      await expect.poll(() => receiver.requests.map(({ body }) => body).join()).toContain('"event":"snapshot"');

      await page.getByRole('button', { name: w.more, exact: true }).click();
      await page.getByRole('menuitem', { name: w.pause }).click();
      await expect(page.getByText(w.paused, { exact: true })).toBeVisible();
      await page.goto(`/segments/own-${language}`);
      await settled(page);
      await expect(page.getByText(w.who)).toBeVisible();
      await page.getByRole('link', { name: `Mailer ${language}` }).click();
      await page.getByRole('button', { name: w.more, exact: true }).click();
      await page.getByRole('menuitem', { name: w.remove }).click();
      await page.getByRole('dialog').getByRole('button', { name: w.remove }).click();
      await expect(page).toHaveURL(/\/destinations$/);
    } finally {
      await receiver.stop();
    }
  });
}
