import { expect, expectAccessible, expectNoSidewaysScroll, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';
import { fillBase } from './base';

const marketer = { email: 'mila@shop.example', password: 'steel kettle harbour nine' };

test.beforeAll(async ({ server }) => {
  await fillBase(server);
  await server.addUser(marketer.email, 'Мила', 'marketer', marketer.password);
  await server.call('POST', '/api/segments', { key: 'known', name: 'Известные', description: '', rule: { all: [{ identifier: 'phone' }, { not: { any: [{ trait: 'city', equals: 'Тула' }, { not: { not: { identifier: 'card' } } }] } }] } });
  // The replica follows the ledger; the screens are about what it has seen.
  await expect.poll(async () => (await server.call<{ count: number }>('POST', '/api/segments/preview', { rule: { event: 'Product Viewed' } })).count).toBe(1);
});

holdsOnEveryScreen('the list of segments', '/segments', { person: marketer });
holdsOnEveryScreen('a segment', '/segments/known', { person: marketer });
holdsOnEveryScreen('the builder', '/segments/known/edit', { person: marketer });

const words = {
  ru: {
    add: 'Добавить первое условие', another: 'Добавить условие', action: /^Действие/, contact: /^Контакт или номер/, which: 'Какое действие', orders: 'Order Completed', measure: 'Что измерить', sum: 'сумма', property: 'Свойство', total: /^сумма/, number: 'Число', whether: 'Выполняется или нет', hasNot: 'у кого нет',
    one: '1 человек', none: '0 человек', name: 'Название', title: 'Купили на 2 000', said: 'Люди, которые покупали на сумму от 2 000', saidTwo: 'Люди, которые покупали на сумму от 2 000 и у которых нет почты', why: 'Почему', find: 'Кого искать', in: 'В сегменте', out: 'Не в сегменте', other: 'Другой человек', code: 'Код', json: 'Правило в JSON', conflict: 'Сегмент успел изменить кто-то ещё', keep: 'Сохранить мой', saved: 'Сегмент сохранён', remove: 'Удалить',
  },
  en: {
    add: 'Add the first condition', another: 'Add a condition', action: /^Action /, contact: /^Contact or number/, which: 'Which action', orders: 'Order Completed', measure: 'What to measure', sum: 'sum of', property: 'Property', total: /^total/, number: 'Number', whether: 'Holds or not', hasNot: 'who do not have',
    one: '1 person', none: '0 people', name: 'Name', title: 'Spent 2,000', said: 'People who ordered for 2,000 or more', saidTwo: 'People who ordered for 2,000 or more and who do not have an e-mail', why: 'Why', find: 'Whom to look for', in: 'In the segment', out: 'Not in the segment', other: 'Somebody else', code: 'Code', json: 'Rule as JSON', conflict: 'Somebody else has changed the segment meanwhile', keep: 'Keep mine', saved: 'The segment is saved', remove: 'Delete',
  },
};

for (const language of languages) {
  const w = words[language];
  test(`${language}: a marketer makes a segment, sees whom it holds and why, changes it past a colleague and removes it`, async ({ page, server, signIn }) => {
    await signIn(language, marketer);
    await page.goto('/segments/new');
    await settled(page);
    const choose = async (field: ReturnType<typeof page.getByLabel>, option: string | RegExp) => {
      await field.click();
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().click();
    };

    await page.getByLabel(w.name, { exact: true }).fill(w.title);
    await page.getByRole('button', { name: w.add }).click();
    await page.getByRole('menuitem', { name: w.action }).click();
    await choose(page.getByLabel(w.which), w.orders);
    await page.keyboard.press('Escape');
    await choose(page.getByLabel(w.measure), w.sum);
    await choose(page.getByLabel(w.property), w.total);
    await page.getByLabel(w.number, { exact: true }).fill('2000');
    await expect(page.getByText(w.said, { exact: false }).first()).toBeVisible();
    await expect(page.getByText(w.one).first()).toBeVisible();
    await expect(page.getByText('Соколова Анна').first()).toBeVisible();

    await page.getByRole('button', { name: w.another }).click();
    await page.getByRole('menuitem', { name: w.contact }).click();
    await choose(page.getByLabel(w.whether).last(), w.hasNot);
    await expect(page.getByText(w.saidTwo)).toBeVisible();
    await expect(page.getByText(w.none).first()).toBeVisible();
    await choose(page.getByLabel(w.whether).last(), language === 'ru' ? 'у кого есть' : /^who have/);
    await expect(page.getByText(w.one).first()).toBeVisible();
    await expectTranslated(page, language);
    await expectAccessible(page);

    // The same rule as text, changed there, is in the fields again.
    await page.getByText(w.code, { exact: true }).click();
    const json = page.getByLabel(w.json);
    await json.fill((await json.inputValue()).replace('2000', '2100'));
    await page.getByText(language === 'ru' ? 'Условия' : 'Conditions', { exact: true }).click();
    await expect(page.getByLabel(w.number, { exact: true })).toHaveValue('2100');
    await page.getByRole('button', { name: language === 'ru' ? 'Сохранить' : 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1, name: w.title })).toBeVisible();
    await expect(page.getByRole('row', { name: /Соколова/ })).toBeVisible();
    await expectNoSidewaysScroll(page);
    const key = new URL(page.url()).pathname.split('/').at(-1)!;

    await page.getByRole('link', { name: w.why, exact: true }).click();
    for (const [who, verdict] of [['Соколова', w.in], ['Громов Иван', w.out]] as const) {
      await page.getByLabel(w.find).fill(who);
      await page.getByRole('button', { name: new RegExp(who) }).first().click();
      await expect(page.getByText(verdict, { exact: true })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: w.other }).click();
    }

    await page.goto(`/segments/${key}/edit`);
    await settled(page);
    const before = await server.call<{ version: number; rule: object }>('GET', `/api/segments/${key}`);
    await server.call('PUT', `/api/segments/${key}`, { name: 'Другой', description: '', rule: before.rule, version: before.version });
    await page.getByLabel(w.name, { exact: true }).fill(`${w.title}!`);
    await page.getByRole('button', { name: language === 'ru' ? 'Сохранить' : 'Save' }).click();
    await expect(page.getByText(w.conflict)).toBeVisible();
    await page.getByRole('button', { name: w.keep }).click();
    await expect(page.getByRole('heading', { level: 1, name: `${w.title}!` })).toBeVisible();

    await page.getByRole('button', { name: w.remove, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: language === 'ru' ? 'Удалить' : 'Remove' }).click();
    await expect(page).toHaveURL(/\/segments$/);
    expect((await server.call<{ segments: { key: string }[] }>('GET', '/api/segments')).segments.map((one) => one.key)).not.toContain(key);
  });
}

test('what the server finds wrong stands at its condition', async ({ page, signIn }) => {
  await signIn('en', marketer);
  await page.goto('/segments/known/edit');
  await settled(page);
  await page.getByLabel('Condition as JSON').fill('{"trait": "city", "equals": []}');
  await expect(page.getByRole('group', { name: 'Condition as code' }).getByRole('alert')).toContainText('The value is of the wrong kind');
});

test('a list is filled by a file, by pasting and by search, and its overlap with a segment is counted', async ({ page, signIn }) => {
  await signIn('ru', marketer);
  await page.goto('/segments');
  await settled(page);
  await page.getByRole('button', { name: 'Новый список' }).click();
  await page.getByLabel('Название', { exact: true }).fill('На премьеру');
  await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
  await expect(page).toHaveURL(/\/segments\/na-premeru\?show=list$/);
  await page.locator('input[type=file]').setInputFiles({ name: 'гости.csv', mimeType: 'text/csv', buffer: Buffer.from('email,имя\nanna@mail.example,Анна\nnobody@mail.example,Никто\n') });
  await expect(page.getByText('Добавлен 1, уже в списке 0')).toBeVisible();
  await expect(page.getByText('nobody@mail.example')).toBeVisible();
  await page.getByLabel('Или вставьте значения').fill('anna@mail.example\nivan@mail.example');
  await page.getByRole('button', { name: 'Добавить вставленных' }).click();
  await expect(page.getByText('Добавлен 1, уже в списке 1')).toBeVisible();
  await page.getByLabel('Кого искать').fill('Громова Ольга');
  await page.getByRole('button', { name: /Громова Ольга/ }).click();
  await expect(page.getByText('Добавлен в список')).toBeVisible();
  await expectTranslated(page, 'ru');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Люди', exact: true }).click();
  await page.getByRole('row', { name: /Ольга/ }).getByRole('button', { name: 'Убрать из списка' }).click();
  await expect(page.getByRole('row', { name: /Ольга/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Соколова/ })).toBeVisible();

  await page.goto('/segments/overlap?keys=na-premeru,known');
  await settled(page);
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'На премьеру' }) });
  await expect(row.getByRole('cell')).toHaveText(['2', '2']);
  await page.getByText('доля меньшего', { exact: true }).click();
  await expect(row.getByRole('cell')).toHaveText(['2', /100/]);
  await expectTranslated(page, 'ru');
  await expectAccessible(page);
});

test('a computed trait is defined, changed and removed', async ({ page, server, signIn }) => {
  await signIn('en', marketer);
  await page.goto('/computed');
  await settled(page);
  const choose = async (field: ReturnType<typeof page.getByLabel>, option: string | RegExp) => {
    await field.click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().click();
  };
  await page.getByRole('button', { name: 'New computed trait' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Largest order');
  await choose(form.getByLabel('Which action'), 'Order Completed');
  await page.keyboard.press('Escape');
  await choose(form.getByLabel('What to take'), 'greatest');
  await choose(form.getByLabel('Property'), /^total/);
  await expectTranslated(page, 'en');
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Largest order/ })).toContainText('your own');
  const computed = () => server.call<{ computed: { key: string; name: string; formula: object }[] }>('GET', '/api/computed').then((answer) => answer.computed.find(({ key }) => key === 'largest-order'));
  expect((await computed())!.formula).toMatchObject({ event: 'Order Completed', greatest: 'total' });
  await page.getByRole('row', { name: /Largest order/ }).click();
  await form.getByLabel('Name', { exact: true }).fill('Record order');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /Record order/ }).click();
  await form.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('row', { name: /Record order/ })).toHaveCount(0);
  expect(await computed()).toBeUndefined();
});

test('conditions are added, repeated and taken away by keys, which never lose their place', async ({ page, signIn }) => {
  await signIn('en', marketer);
  await page.goto('/segments/new');
  await settled(page);
  await page.getByRole('button', { name: words.en.add }).press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: words.en.add })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const whether = page.getByLabel(words.en.whether);
  await expect(whether).toBeFocused();
  await page.getByRole('button', { name: 'Repeat the condition' }).press('Enter');
  await expect(whether.last()).toBeFocused();
  await expect(whether).toHaveCount(2);
  await page.getByRole('button', { name: 'Remove the condition' }).last().press('Enter');
  await expect(whether).toHaveCount(1);
  await expect(page.getByRole('button', { name: words.en.another })).toBeFocused();
});
