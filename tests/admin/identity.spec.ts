import { expect, expectAccessible, expectTranslated, holdsOnEveryScreen, languages, settled, test } from './screen';

// Two people with one phone each in two sources, so that a phone that is shared takes them apart.
test.beforeAll(async ({ server }) => {
  const key = await server.addSource('crm', 'Учёт', 'crm');
  for (const who of ['1', '2', '3']) {
    await server.send([{ type: 'identify', userId: who, messageId: `d${who}`, traits: { phone: `+7916000000${who}`, firstName: 'Анна' } }]);
    await server.send([{ type: 'identify', userId: who, messageId: `c${who}`, traits: { phone: `+7916000000${who}`, lastName: 'Орлова' } }], key);
  }
});

holdsOnEveryScreen('identity', '/identity');
holdsOnEveryScreen('conflicts', '/conflicts');

const words = {
  ru: { shared: 'Телефон: Общий', attempt: 'Попробовать', apply: 'Применить', split: 'Разойдётся профилей', done: 'Правила применены' },
  en: { shared: 'Phone: Shared', attempt: 'Try it', apply: 'Apply', split: 'Profiles would come apart', done: 'Rules are applied' },
};

for (const language of languages) {
  const w = words[language];
  test(`${language}: a change is tried, and only then applied`, async ({ page, server, signIn }) => {
    test.slow(); // The base is computed anew, and the widest table of all is looked through.
    const profiles = async () => (await server.call<{ profiles: number }>('GET', '/api/stats')).profiles;
    const { types } = await server.call<{ types: { name: string; shared: boolean }[] }>('GET', '/api/identity/settings');
    const wasShared = types.some((type) => type.name === 'phone' && type.shared);
    const before = await profiles();
    await signIn(language);
    await page.goto('/identity');
    await settled(page);
    await page.getByRole('switch', { name: w.shared }).press('Space');
    await expect(page.getByRole('button', { name: w.apply })).toBeDisabled();
    await page.getByRole('button', { name: w.attempt }).click();
    const apply = page.getByRole('button', { name: w.apply });
    await expect(apply).toBeEnabled();
    await expect(page.getByText(w.split)).toBeVisible();
    await expectTranslated(page, language);
    await expectAccessible(page);
    // Nothing has changed yet.
    expect(await profiles()).toBe(before);
    await apply.click();
    await page.getByRole('dialog').getByRole('button', { name: w.apply }).click();
    // Shared: three come apart. No longer shared: they are found to be one each again.
    await expect.poll(profiles, { timeout: 30_000 }).toBe(before + (wasShared ? -3 : 3));
    await expect(page.getByRole('heading', { name: w.done })).toBeVisible();
    await settled(page);
    await expectTranslated(page, language);
  });
}

test('a trial of other settings does not open the way for these', async ({ page, signIn }) => {
  await signIn('en');
  await page.goto('/identity');
  await page.getByLabel('E-mail: Most in a profile').fill('4');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeEnabled();
  await page.getByLabel('E-mail: Most in a profile').fill('3');
  await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await page.getByRole('button', { name: 'Back to what it was' }).click();
  await expect(page.getByRole('button', { name: 'Try it' })).toHaveCount(0);
});
