import { fillBase } from './base';
import { expect, expectAccessible, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';

// Each walks through several screens of a real server.
test.describe.configure({ timeout: 180_000 });

let people: Awaited<ReturnType<typeof fillBase>>;
test.beforeAll(async ({ server }) => {
  people = await fillBase(server);
  // A number that a family shares: marked so, it leads to both and joins nobody.
  const settings = await server.call<{ sharedValues?: { type: string; value: string }[] | null }>('GET', '/api/identity/settings');
  await server.call('POST', '/api/identity/apply', { ...settings, sharedValues: [...(settings.sharedValues ?? []), { type: 'phone', value: '+79135550000' }] });
  await server.send([
    { type: 'identify', userId: 'c2', messageId: 'f1', traits: { phone: '+79135550000' } },
    { type: 'identify', userId: 'c3', messageId: 'f2', traits: { phone: '+79135550000' } },
  ], people.crm);
});

holdsOnEveryScreen('the operator’s screen', '/operator');
holdsOnEveryScreen('my tasks', '/tasks');

const words = {
  ru: { search: /Телефон, имя/, next: /Следующий звонок/, callBack: /Перезвонить/, when: 'Когда перезвонить', kept: 'Звонок записан', unknown: /нам не знаком/, byName: 'Имя, почта или карта звонящего', several: /есть у 2 профилей/, done: 'Задача выполнена', topic: 'Тема', in: 'Входящий звонок' },
  en: { search: /Phone, name/, next: /Next call/, callBack: /Call back/, when: 'When to call back', kept: 'Call saved', unknown: /We do not know the number/, byName: 'The caller’s name, e-mail or card', several: /2 profiles have the number/, done: 'Task done', topic: 'Topic', in: 'Incoming call' },
};

for (const language of languages) {
  const w = words[language];
  test.describe(language, () => {
    test.use({ locale: language });

    test(`${language}: a known number, and the call kept by keys alone, with a task to call back`, async ({ page, signIn }) => {
      await signIn(language);
      const began = Date.now();
      await page.goto('/operator?phone=%2B79165550123');
      await expect(page.getByRole('heading', { name: 'Соколова Анна' })).toBeVisible();
      test.info().annotations.push({ type: 'milliseconds to the name', description: String(Date.now() - began) });
      await settled(page);
      await expectTranslated(page, language);
      await expectAccessible(page);
      // The cursor waits in the outcomes.
      await page.keyboard.press('3');
      await expect(page.getByRole('radio', { name: w.callBack })).toBeChecked();
      await page.getByLabel(w.topic).fill(`Доставка ${language}`);
      await page.getByLabel(w.when).click();
      await page.getByLabel(w.when).fill(language === 'ru' ? '20.11.2031 10:00' : '20/11/2031 10:00');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('status').filter({ hasText: w.kept })).toBeVisible();
      await expect(page.getByText(w.in, { exact: true }).first()).toBeVisible();
      await expect(page.getByRole('button', { name: w.next }).last()).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/operator$/);
      await expect(page.getByLabel(w.search)).toBeFocused();

      await page.goto('/tasks');
      const task = page.locator('[data-task]').filter({ hasText: `Доставка ${language}` });
      await task.focus();
      await page.keyboard.press('Space');
      await expect(page.getByText(w.done)).toBeVisible();
      await expect(task).toHaveCount(0);
    });

    test(`${language}: a shared number shows everybody who has it, and a digit chooses`, async ({ page, signIn }) => {
      await signIn(language);
      await page.goto('/operator?phone=89135550000');
      await expect(page.getByRole('heading', { name: w.several })).toBeVisible();
      await expect(page.getByRole('article')).toHaveCount(2);
      await expectAccessible(page);
      const first = await page.getByRole('article').first().getByRole('heading').textContent();
      await page.keyboard.press('1');
      await expect(page.getByRole('heading', { name: first! })).toBeVisible();
      await expect(page.locator('input[name="outcome"]')).toHaveCount(7);
    });

    test(`${language}: an unknown number says so, and the caller is found by name`, async ({ page, signIn }) => {
      await signIn(language);
      await page.goto('/operator?phone=%2B79990001122');
      await expect(page.getByRole('heading', { name: w.unknown })).toBeVisible();
      await expect(page.getByLabel(w.byName)).toBeFocused();
      await page.keyboard.type('Громова');
      await page.getByRole('button', { name: /Громова Ольга/ }).click();
      await expect(page.getByRole('heading', { name: 'Громова Ольга' })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page).toHaveURL(/\/operator$/);
    });
  });
}
