import { fillBase } from './base';
import { expect, expectAccessible, expectTranslated, languages, settled, test } from './screen';

// Each walks through several screens of a real server.
test.describe.configure({ timeout: 180_000 });

let people: Awaited<ReturnType<typeof fillBase>>;
test.beforeAll(async ({ server }) => { people = await fillBase(server); });

const words = {
  ru: { records: /Записи рядом/, city: /^Город: Томск/, agrees: 'источник говорит иначе', timeline: 'История', order: 'Заказ 10542', note: 'Новая заметка', save: 'Сохранить', split: /Отделить 1 запись/, take: 'Отделить', merges: /Объединения/, undo: /Отменить…/, task: /Новая задача/, add: 'Добавить', more: 'Ещё действия', merge: /Объединить с другим/, join: 'Объединить', correct: 'Исправить…', value: 'Значение', takeBack: 'Убрать ручное значение' },
  en: { records: /Records/, city: /^City: Томск/, agrees: 'source says otherwise', timeline: 'Timeline', order: 'Order 10542', note: 'New note', save: 'Save', split: /Take 1 record out/, take: 'Take out', merges: /Merges/, undo: /Undo…/, task: /New task/, add: 'Add', more: 'More actions', merge: /Merge with another/, join: 'Merge', correct: 'Correct…', value: 'Value', takeBack: 'Take the manual value back' },
};

for (const language of languages) {
  const w = words[language];
  test.describe(language, () => {
    test.use({ locale: language });

    test(`${language}: the card shows contacts, provenance and orders, and a timeline that goes on`, async ({ page, signIn }) => {
      await signIn(language);
      await page.goto(`/profiles/${people.anna}`);
      await expect(page.getByRole('heading', { level: 1, name: 'Соколова Анна' })).toBeVisible();
      await settled(page);
      await expect(page.getByRole('link', { name: '+7 916 555-01-23' })).toHaveAttribute('href', 'tel:+79165550123');
      await expect(page.getByText(w.order)).toBeVisible();
      await expectTranslated(page, language);
      await expectAccessible(page);
      await page.getByRole('button', { name: w.city }).click();
      await expect(page.getByText(w.agrees)).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      // All 93 events and no button for more: the line goes on as it is scrolled.
      await expect(async () => {
        await page.mouse.wheel(0, 4_000);
        await expect(page.getByText('Товар 90', { exact: true })).toBeAttached({ timeout: 500 });
      }).toPass();
    });

    test(`${language}: records stand side by side, one is taken out after a preview, and is joined again`, async ({ page, signIn, server }) => {
      await signIn(language);
      await page.goto(`/profiles/${people.anna}?tab=records`);
      await settled(page);
      await expect(page.locator('td[data-deviates="true"]')).toHaveText(['Аня', 'Омск']);
      await expectAccessible(page);
      await page.getByRole('columnheader', { name: /s1/ }).getByRole('checkbox').check();
      await page.getByRole('button', { name: w.split }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByRole('article')).toHaveCount(2);
      await expect(dialog.getByRole('heading', { name: 'Аня' })).toBeVisible();
      // The preview alone changes nothing.
      expect((await server.call<{ records: unknown[] }>('GET', `/api/profiles/${people.anna}`)).records).toHaveLength(2);
      await dialog.getByRole('button', { name: w.take, exact: true }).click();
      await expect(dialog).toBeHidden();
      await expect.poll(async () => (await server.call<{ records: unknown[] }>('GET', `/api/profiles/${people.anna}`)).records.length).toBe(1);

      await page.getByRole('button', { name: w.more }).click();
      await page.getByRole('menuitem', { name: w.merge }).click();
      await page.getByRole('dialog').getByRole('textbox').fill('Аня');
      await page.getByRole('dialog').getByRole('button', { name: /Аня/ }).click();
      await expect(page.getByRole('dialog').getByRole('article')).toHaveCount(1);
      await page.getByRole('dialog').getByRole('button', { name: w.join, exact: true }).click();
      await expect.poll(async () => (await server.call<{ records: unknown[] }>('GET', `/api/profiles/${people.anna}`)).records.length).toBe(2);
      await page.getByRole('tab', { name: w.merges }).click();
      await page.getByRole('button', { name: w.undo }).first().click();
      await expect(page.getByRole('dialog').getByRole('article')).toHaveCount(2);
      await expectTranslated(page, language);
    });

    test(`${language}: a note, a task and a trait by hand, which is taken back`, async ({ page, signIn, server }) => {
      await signIn(language);
      await page.goto(`/profiles/${people.ivan}`);
      await settled(page);
      await page.keyboard.press('n');
      // Another in each language: what the test of the other one noted is still there.
      const note = `Любит зелёный чай (${language})`;
      await page.keyboard.type(note);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('listitem').filter({ hasText: note })).toBeVisible();
      await page.keyboard.press('Escape');
      await page.getByPlaceholder(w.task).fill('Перезвонить о доставке');
      await page.getByRole('button', { name: w.add, exact: true }).click();
      await expect(page.getByRole('listitem').filter({ hasText: 'Перезвонить о доставке' })).toBeVisible();

      await page.getByRole('button', { name: /Омск/ }).click();
      await page.getByRole('button', { name: w.correct }).click();
      await page.getByRole('dialog').getByRole('textbox').first().fill('Барнаул');
      await page.getByRole('dialog').getByRole('button', { name: w.save }).click();
      await expect(page.getByRole('button', { name: /Барнаул/ })).toBeVisible();
      await expectTranslated(page, language);
      await page.getByRole('button', { name: /Барнаул/ }).click();
      await page.getByRole('button', { name: w.correct }).click();
      await page.getByRole('button', { name: w.takeBack }).click();
      await expect(page.getByRole('button', { name: /Омск/ })).toBeVisible();
      const tasks = await server.call<{ tasks: { id: number }[] }>('GET', `/api/tasks?profile=${people.ivan}&state=open`);
      for (const task of tasks.tasks) await server.call('PATCH', `/api/tasks/${task.id}`, { state: 'done' });
    });
  });
}

test('an operator sees contacts masked, and one of them after saying why', async ({ page, server, signIn }) => {
  const operator = { email: 'oleg@shop.example', password: 'orange tunnel sixteen birds' };
  await server.addUser(operator.email, 'Олег', 'operator', operator.password);
  await signIn('ru', operator);
  await page.goto(`/profiles/${people.olga}`);
  await settled(page);
  await expect(page.getByText('olga@mail.example')).toHaveCount(0);
  await page.getByRole('button', { name: 'Показать: Почта' }).first().click();
  await page.getByRole('dialog').getByRole('textbox').fill('Клиент просит письмо');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Показать' }).click();
  await expect(page.getByRole('link', { name: 'olga@mail.example' })).toBeVisible();
  const audit = JSON.stringify(await server.call('GET', '/api/audit'));
  expect(audit).toContain('Клиент просит письмо');
  expect(audit).not.toContain('olga@mail.example');
});

test('what a customer typed is text wherever it is shown', async ({ page, server, signIn }) => {
  const script = '<img src=x onerror="document.title=\'broken\'"><script>document.title="broken"</script>';
  await server.send([
    { type: 'identify', userId: 'x', messageId: 'x1', traits: { firstName: script, lastName: '"><svg onload=alert(1)>', email: 'x@mail.example', city: script, address: { city: script }, '<b>name</b>': 'javascript:alert(1)' } },
    { type: 'track', userId: 'x', messageId: 'x2', event: script, properties: { [script]: script } },
    { type: 'track', userId: 'x', messageId: 'x3', event: 'Order Completed', properties: { order_id: script, currency: script, total: 5, products: [{ name: script, price: 1, quantity: 1 }] } },
    { type: 'page', userId: 'x', messageId: 'x4', name: script, properties: { url: 'javascript:alert(1)' } },
  ]);
  const { id } = await server.call<{ id: string }>('GET', '/api/profiles/by/email/x@mail.example');
  await server.call('POST', `/api/profiles/${id}/notes`, { text: script });
  await server.call('POST', `/api/profiles/${id}/tasks`, { title: script.slice(0, 190) });
  await signIn('en');
  for (const path of [`/profiles/${id}`, `/profiles/${id}?tab=records`, '/profiles?query=x%40mail.example', '/operator?query=x%40mail.example', '/tasks?whose=all']) {
    await page.goto(path);
    await settled(page);
    await expect(page.getByText('<img src=x').first()).toBeVisible();
    await expect(page.locator('img, svg[onload], a[href^="javascript:"]')).toHaveCount(0);
    await expect(page).not.toHaveTitle('broken');
  }
});
