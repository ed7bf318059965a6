// Before there is anything to match: every screen says what is missing and what to do.
import { expect, holdsOnEveryScreen, languages, settled, test } from './screen';

holdsOnEveryScreen('review without a model', '/matching');
holdsOnEveryScreen('quality without a model', '/matching/quality');

for (const language of languages) {
  test(`${language}: an empty base says how many records a model needs`, async ({ page, signIn }) => {
    await signIn(language);
    for (const path of ['/matching', '/matching/groups', '/matching/quality', '/matching/settings']) {
      await page.goto(path);
      await settled(page);
      await expect(page.getByText('200')).toBeVisible();
    }
    await page.getByRole('link', { name: language === 'ru' ? 'К источникам' : 'To the sources' }).click();
    await expect(page).toHaveURL(/\/sources$/);
  });
}
