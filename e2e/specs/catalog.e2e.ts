import { expect, test } from '@playwright/test';
import { failOnBrowserErrors } from '../support/browserErrors';
import { callApi, pageOf, signIn } from '../support/people';

failOnBrowserErrors();

test('a service page leads to its documentation, API, workloads and relations', async ({
  page,
}) => {
  await signIn(page, 'ana');
  const service = '/catalog/default/component/order-service';

  await page.goto('/docs/default/component/order-service');
  await expect(
    page.getByRole('heading', { name: /order service/i }).first(),
  ).toBeVisible({ timeout: 60_000 });

  await page.goto(`${service}/kubernetes`);
  await page.getByRole('button', { name: /sandbox.*cluster/i }).click();
  await expect(page.getByText('order-service').first()).toBeVisible();
  await expect(page.getByText(/problem retrieving/i)).toHaveCount(0);

  await page.goto(service);
  await page.getByRole('link', { name: 'API', exact: true }).click();
  await expect(page.getByText(/Payment API/).first()).toBeVisible();

  await page.goto('/catalog/default/api/order-api/definition');
  await expect(
    page.getByText('Place, read and cancel orders').first(),
  ).toBeVisible();

  await page.goto(`${service}/dependencies`);
  await expect(page.getByText(/Orders database/).first()).toBeVisible();

  await page.goto(
    '/catalog-graph?rootEntityRefs%5B%5D=component%3Adefault%2Forder-service',
  );
  await expect(page.getByText(/order.service/i).first()).toBeVisible();
});

test('settings show the theme and the groups, and sign-out leads back to sign-in', async ({
  page,
}) => {
  await signIn(page, 'ben');
  await page.goto('/settings');
  await expect(page.getByText(/payments/i).first()).toBeVisible();
  await page.getByRole('button', { name: /dark/i }).click();
  await expect(page.locator('[data-theme-mode="dark"]').first()).toBeAttached();
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(page.getByRole('button', { name: /sign in/i })).toBeVisible();
});

test('an existing component is imported by its address and unregistered by its owner alone', async ({
  browser,
}) => {
  const ana = await pageOf(browser, 'ana');
  await ana.goto('/catalog-import');
  await expect(ana.getByRole('textbox').first()).toBeVisible();

  const found = await callApi(
    ana,
    '/api/catalog/entities/by-name/component/default/payment-service',
  );
  const { uid } = (found.body as { metadata: { uid: string } }).metadata;
  const denied = await callApi(ana, `/api/catalog/entities/by-uid/${uid}`, {
    method: 'DELETE',
  });
  expect(denied.status).toBe(403);
});
