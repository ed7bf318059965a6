import { expect, holdsOnEveryScreen, settled, test } from './screen';
import { administrator } from './server';
import { totp } from './totp';

test.use({ locale: 'en' });

holdsOnEveryScreen('signing in', '/sign-in', { signedOut: true });
holdsOnEveryScreen('one’s own account', '/account');

test('a link leads to sign-in and, after it, to where it was to lead', async ({ page }) => {
  await page.goto('/settings/audit?action=user.create');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail').fill(administrator.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('E-mail or password is wrong');
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/audit\?action=user\.create/);
});

test('the second factor is set up by its key, asked for at sign-in, replaced by a recovery code once, and turned off', async ({ page, server, signIn }) => {
  const somebody = { email: 'totp@shop.example', password: 'violet ladder seventy coats' };
  await server.addUser(somebody.email, 'Tamara', 'steward', somebody.password);
  await signIn('en', somebody);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Set it up' }).click();
  await page.getByLabel('Your password, to be sure').fill(somebody.password);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  const secret = (await page.locator('code').first().textContent())!;
  await page.getByLabel('The six digits').fill(totp(secret));
  await page.getByRole('button', { name: 'Turn on' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recovery = (await codes.first().textContent())!;
  await page.getByRole('button', { name: 'I have kept them' }).click();

  await page.getByRole('button', { name: 'Tamara: account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.getByLabel('E-mail').fill(somebody.email);
  await page.getByLabel('Password', { exact: true }).fill(somebody.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This code is wrong');
  await page.getByLabel('Code', { exact: true }).fill(recovery);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));

  await page.goto('/account');
  await page.getByRole('button', { name: 'Turn off' }).click();
  await page.getByLabel('Your password, to be sure').fill(somebody.password);
  await page.getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByRole('button', { name: 'Set it up' })).toBeVisible();
});

test('a session that ends elsewhere leads to sign-in at the next question', async ({ page, server, signIn, context }) => {
  await signIn('en');
  await page.goto('/settings/tokens');
  await settled(page);
  await context.request.delete(`${server.url}/api/session`, { headers: { 'X-Kartoteka-Request': '1' } });
  await page.getByRole('link', { name: 'Users' }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fusers/);
});

test('a name of script is shown as text', async ({ page, signIn }) => {
  await signIn('en');
  const name = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  await page.goto('/account');
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('[data-menu=user]').click();
  await expect(page.getByText(name, { exact: true })).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
});

test('the password is changed and the other sessions end', async ({ page, server, signIn, browser }) => {
  const somebody = { email: 'change@shop.example', password: 'violet ladder seventy coats' };
  await server.addUser(somebody.email, 'Mira', 'marketer', somebody.password);
  const elsewhere = await browser.newContext();
  expect((await elsewhere.request.post(`${server.url}/api/session`, { data: somebody })).status()).toBe(200);
  await signIn('en', somebody);
  await page.goto('/account');
  await page.getByLabel('Current password').fill(somebody.password);
  await page.getByLabel('New password').fill('kartoteka123');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('This password will not do')).toBeVisible();
  await page.getByLabel('New password').fill('another ladder seventy coats');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('The password is changed')).toBeVisible();
  expect((await elsewhere.request.get(`${server.url}/api/session`)).status()).toBe(401);
  await elsewhere.close();
});
