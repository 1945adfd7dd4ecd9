import { expect, test } from '@playwright/test';
import { failOnBrowserErrors } from '../support/browserErrors';
import { callApi, signIn, tokenOf } from '../support/people';

failOnBrowserErrors();

test('the way from what needs attention to its cause', async ({ page }) => {
  await signIn(page, 'ana');

  // What her team has to look at, on her home page.
  await expect(page.getByText(/shipping-service · production/i)).toBeVisible({
    timeout: 60_000,
  });

  // All deployments, and the filter in the address.
  await page.getByRole('link', { name: 'Deployments' }).first().click();
  const range = page.getByText(/^1–\d+ of \d+$/);
  await expect(range).toBeVisible();
  // The page renews itself: what it says and what it lists are compared until they are of one moment.
  await expect(async () => {
    const total = Number((await range.textContent())?.split(' of ')[1]);
    await expect(page.getByRole('row')).toHaveCount(total + 1, {
      timeout: 2_000,
    });
  }).toPass({ timeout: 30_000 });
  await page.getByRole('link', { name: /needs attention/i }).click();
  const row = page.getByRole('row', { name: /payment-service production/i });
  await expect(row).toContainText('Degraded', { timeout: 60_000 });
  await expect(page).toHaveURL(/deployments\?/);
  const address = page.url();
  await page.reload();
  await expect(row).toBeVisible();
  expect(page.url()).toBe(address);

  // The service's page tells why, and how the paused rollout of another goes on.
  await row
    .getByRole('link', { name: /payment-service/ })
    .first()
    .click();
  await expect(page).toHaveURL(/payment-service\/delivery\?deployment=/);
  await expect(
    page
      .getByText(/image .*payment-service:v2\.4\.2.* cannot be pulled/i)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();

  await page.goto(
    '/catalog/default/component/shipping-service/delivery?deployment=main/argocd/shipping-service-production',
  );
  const steps = page.getByRole('list', { name: /steps of shipping-service/i });
  await expect(steps.getByRole('listitem')).toHaveCount(6);
  await expect(steps.locator('[aria-current=step]')).toContainText(/pause/i);
  await expect(page.getByText(/30 %/).first()).toBeVisible();
});

test('somebody else’s application is shown, and not as the service’s own', async ({
  page,
}) => {
  await signIn(page, 'ana');
  await page.goto('/catalog/default/component/orders-service/delivery');
  await expect(
    page.getByText(/not confirmed for this service/i).first(),
  ).toBeVisible();

  const path =
    '/api/argocd/v1/entities/default/component/orders-service/deployments';
  await expect(async () => {
    const { body } = await callApi(page, path);
    expect(body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          application: expect.objectContaining({
            name: 'user-service-production',
          }),
          confirmed: false,
        }),
      ]),
    });
  }).toPass({ timeout: 30_000 });

  // An application that the entity does not point at is not found, whatever the path says.
  for (const [name, status] of [
    ['payment-service-production', 404],
    ['..%2Fclusters', 400],
  ] as const) {
    const answer = await page.request.get(`${path}/main/argocd/${name}`, {
      headers: { authorization: `Bearer ${await tokenOf(page)}` },
    });
    expect(answer.status()).toBe(status);
  }
});
