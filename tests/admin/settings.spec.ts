import { expect, expectAccessible, expectTranslated, holdsOnEveryScreen, settled, test } from './screen';

test.use({ locale: 'en' });

holdsOnEveryScreen('the company', '/settings/organisation');
holdsOnEveryScreen('users', '/settings/users');
holdsOnEveryScreen('tokens', '/settings/tokens');
holdsOnEveryScreen('the audit log', '/settings/audit');

test('a legal entity and a brand are added and named anew', async ({ page, server, signIn }) => {
  await signIn('en');
  await page.goto('/settings/organisation');
  await page.getByRole('button', { name: 'Add a legal entity' }).click();
  await page.getByLabel('Name').fill('ООО «Юг»');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Change: ООО «Юг»' }).click();
  await page.getByLabel('Name').fill('АО «Юг»');
  await page.getByLabel('INN').fill('7707083893');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('cell', { name: '7707083893' })).toBeVisible();
  expect(await server.call('GET', '/api/legal-entities')).toContainEqual(expect.objectContaining({ key: 'ooo-yug', name: 'АО «Юг»', inn: '7707083893' }));
});

test('a token is shown once, works, and works no more when it is revoked', async ({ page, server, signIn }) => {
  await signIn('en');
  await page.goto('/settings/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Reports');
  await page.getByLabel('Read counters and health').check();
  await page.getByRole('button', { name: 'Create' }).click();
  const secret = (await page.locator('code[aria-label]').textContent())!;
  const ask = async () => (await fetch(`${server.url}/api/stats`, { headers: { authorization: `Bearer ${secret}` } })).status;
  expect(await ask()).toBe(200);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  await page.getByRole('row', { name: /Reports/ }).getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: /Reports/ })).toContainText('revoked');
  expect(await ask()).toBe(401);
});

test('somebody is added, signs in with the password shown once, must choose an own one, and is disabled', async ({ page, signIn, browser, server }) => {
  await signIn('en');
  await page.goto('/settings/users');
  await page.getByRole('button', { name: 'Add a user' }).click();
  await page.getByLabel('E-mail').fill('boris@shop.example');
  await page.getByLabel('Name').fill('Boris');
  await page.getByRole('radio', { name: /^Operator/ }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const password = (await page.locator('code[aria-label]').textContent())!;
  await page.getByRole('button', { name: 'I have kept it' }).click();

  const other = await browser.newContext({ locale: 'en', baseURL: server.url });
  const his = await other.newPage();
  await his.goto('/sign-in');
  await his.getByLabel('E-mail').fill('boris@shop.example');
  await his.getByLabel('Password', { exact: true }).fill(password);
  await his.keyboard.press('Enter');
  await expect(his).toHaveURL(/\/account\/new-password/);
  await his.goto('/profiles'); // There is no way around it.
  await expect(his).toHaveURL(/\/account\/new-password/);
  await his.getByLabel('The password that you were given').fill(password);
  await his.getByLabel('Your own password').fill('orange tunnel sixteen birds');
  await his.getByRole('button', { name: 'Save and go on' }).click();
  await his.waitForURL((url) => !url.pathname.startsWith('/account'));
  // An operator does not come into the settings.
  await his.goto('/settings/users');
  await expect(his.getByText('Your role does not open this screen')).toBeVisible();
  await expect(his.getByRole('link', { name: 'Settings' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Actions: Boris' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await expect(page.getByRole('dialog')).toContainText('All sessions of this person end.');
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('row', { name: /Boris/ })).toContainText('Disabled');
  expect((await other.request.get('/api/session')).status()).toBe(401);
  await other.close();
});

test('the last administrator cannot be demoted, and the screen says why', async ({ page, signIn }) => {
  await signIn('en');
  await page.goto('/settings/users');
  await page.getByRole('button', { name: /^Actions: / }).first().click();
  await page.getByRole('menuitem', { name: 'Name and role' }).click();
  await page.getByRole('radio', { name: /^Marketer/ }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('This is the last administrator');
});

test('what roles may do is shown in the reader’s language', async ({ page, signIn }) => {
  await signIn('ru');
  await page.goto('/settings/users');
  await page.getByRole('button', { name: 'Что может роль' }).click();
  await expect(page.getByRole('row', { name: /Читать журнал аудита/ })).toBeVisible();
  await expectTranslated(page, 'ru');
  await expectAccessible(page);
});

test('the audit log shows what was done and its chain is checked', async ({ page, server, signIn }) => {
  await server.call('POST', '/api/brands', { key: 'coffee', name: 'Кофе' });
  await signIn('en');
  await page.goto('/settings/audit');
  await expect(page.getByRole('row', { name: /Brand made/ })).toContainText('brand/coffee');
  await page.getByRole('button', { name: 'Check the chain' }).click();
  await expect(page.getByText('The chain is whole')).toBeVisible();
});

test('the whole way by keyboard: skip link, search, navigation, a window and its end', async ({ page, signIn }) => {
  await signIn('en');
  await page.goto('/settings/tokens');
  await settled(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'To the screen' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Search profiles' })).toBeFocused();
  await page.keyboard.type('/ab');
  await expect(page.getByRole('textbox', { name: 'Search profiles' })).toHaveValue('/ab');
  await page.getByRole('button', { name: 'New token' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('on a telephone the navigation is a drawer', async ({ page, signIn }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn('en');
  await page.goto('/account');
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeHidden();
  await page.getByRole('button', { name: 'Open the menu' }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page).toHaveURL(/\/settings\/organisation/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

holdsOnEveryScreen('health', '/settings/health');

test('health names the followers of the ledger and what is stored', async ({ page, signIn, server }) => {
  await server.send([{ type: 'identify', messageId: 'health-1', userId: 'C-1', traits: { name: 'Anna' } }]);
  await signIn('en');
  await page.goto('/settings/health');
  await expect(page.getByRole('row', { name: /Profile search/ })).toContainText('Up to date');
  await expect(page.getByText('1 stored', { exact: false })).toBeVisible();
});

test('the audit log is filtered, and the filter stands in the address', async ({ page, signIn, server }) => {
  await server.call('POST', '/api/brands', { key: 'filtered', name: 'Filtered' });
  await signIn('en');
  await page.goto('/settings/audit');
  await page.getByLabel('Action').fill('brand.create');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/action=brand\.create/);
  await expect(page.getByRole('row', { name: /Signed in/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /brand\/filtered/ })).toBeVisible();
});

holdsOnEveryScreen('keys of the embedded card', '/settings/embed');

test('a key of the embedded card shows its secret once, with code that signs a link, and is revoked', async ({ page, server, signIn }) => {
  await signIn('en');
  await page.goto('/settings/embed');
  await page.getByRole('button', { name: 'New key' }).first().click();
  await page.getByLabel('Name').fill('CRM');
  await page.getByLabel('Allowed origins').fill('crm.example.ru');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Name origins such as')).toBeVisible();
  await page.getByLabel('Allowed origins').fill('https://crm.example.ru');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('createHmac').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('row', { name: /CRM/ }).getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: /CRM/ })).toContainText('revoked');
  expect(await server.call('GET', '/api/embed-keys')).toMatchObject({ keys: [{ name: 'CRM', origins: ['https://crm.example.ru'] }] });
});
