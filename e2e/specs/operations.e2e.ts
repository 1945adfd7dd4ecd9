import { expect, test, type Locator, type Page } from '@playwright/test';
import { failOnBrowserErrors } from '../support/browserErrors';
import { pageOf, signIn, tokenOf } from '../support/people';

failOnBrowserErrors();

// A delivery waits for Git, Argo CD and the workload, each played at the pace of a real one.
const delivered = { timeout: 90_000 };

function dialogOf(page: Page): Locator {
  return page.getByRole('dialog');
}

async function openDelivery(page: Page, service: string): Promise<void> {
  await page.goto(`/catalog/default/component/${service}/delivery`);
  await expect(
    page.getByRole('button', { name: 'Deploy to staging' }),
  ).toBeVisible({ timeout: 60_000 });
}

test('Ana promotes, leaves and comes back; Pia approves for production; Ana undoes', async ({
  browser,
  page,
}) => {
  test.setTimeout(420_000);
  await signIn(page, 'ana');
  await openDelivery(page, 'order-service');
  const dialog = dialogOf(page);
  await page
    .getByRole('button', { name: 'Promote to staging' })
    .first()
    .click();
  await expect(
    dialog.getByRole('heading', { name: /^Promote v\S+ to staging$/ }),
  ).toBeVisible({ timeout: 30_000 });
  const title = await dialog.getByRole('heading').first().textContent();
  const version = /v\S+/.exec(title ?? '')?.[0];
  await dialog.getByRole('button', { name: 'Promote', exact: true }).click();

  // The progress is the server's: it is there again after a reload, on the operation's own page.
  await dialog.getByRole('link', { name: 'Open its page' }).click();
  await expect(page).toHaveURL(/\/operations\/[0-9a-f-]{36}$/);
  await page.reload();
  await expect(
    page.getByRole('heading', { name: `Promote ${version} to staging` }),
  ).toBeVisible();
  await expect(page.getByText(/Succeeded/).first()).toBeVisible(delivered);
  await expect(
    page.getByRole('link', { name: /^Commit / }).first(),
  ).toBeVisible();

  // Production needs somebody else, and the name typed.
  await openDelivery(page, 'order-service');
  await page
    .getByRole('button', { name: 'Promote to production' })
    .first()
    .click();
  const ask = dialog.getByRole('button', { name: /Ask for approval/ });
  await expect(
    dialog.getByRole('textbox', { name: /Type order-service to confirm/ }),
  ).toBeVisible({
    timeout: 30_000,
  });
  await expect(ask).toBeDisabled();
  await dialog
    .getByRole('textbox', { name: /Type order-service to confirm/ })
    .fill('order-service');
  await dialog
    .getByRole('textbox', { name: 'Reason' })
    .fill('The shop needs it before Friday');
  await ask.click();
  await expect(dialog.getByText(/Waiting for approval/).first()).toBeVisible();
  await dialog.getByRole('link', { name: 'Open its page' }).click();
  await expect(page).toHaveURL(/\/operations\/[0-9a-f-]{36}$/);
  const address = new URL(page.url()).pathname;

  const pia = await pageOf(browser, 'pia');
  await pia.goto('/approvals');
  await pia
    .getByRole('button', { name: `Approve Promote ${version} to production` })
    .click();
  await expect(
    dialogOf(pia).getByText('The shop needs it before Friday'),
  ).toBeVisible();
  await dialogOf(pia)
    .getByRole('button', { name: 'Approve', exact: true })
    .click();
  await expect(page.getByText(/Succeeded/).first()).toBeVisible(delivered);

  // What was done can be undone, which has to be approved as well.
  await page.goto(address);
  await page.getByRole('button', { name: 'Undo' }).click();
  await dialog
    .getByRole('textbox', { name: /Type order-service to confirm/ })
    .fill('order-service');
  await dialog.getByRole('button', { name: /Ask for approval/ }).click();
  await expect(dialog.getByText(/Waiting for approval/).first()).toBeVisible();
  await pia.goto('/approvals');
  await pia
    .getByRole('button', { name: /^Deny / })
    .first()
    .click();
  await dialogOf(pia)
    .getByLabel(/Reason/)
    .fill('It works: leave it.');
  await dialogOf(pia)
    .getByRole('button', { name: 'Deny', exact: true })
    .click();
  await expect(dialog.getByText(/Denied/).first()).toBeVisible();
  await pia.context().close();

  // Everything is on the page Activity.
  await page.goto('/activity');
  await expect(
    page
      .getByRole('link', { name: `Promote ${version} to production` })
      .first(),
  ).toBeVisible();
});

/** Not by the page itself, which would report the refusal as an error. */
async function planAs(page: Page, data: object) {
  return page.request.post('/api/operations/v1/plans', {
    data,
    headers: { authorization: `Bearer ${await tokenOf(page)}` },
  });
}

test('nobody changes what is not theirs, or not confirmed', async ({
  browser,
  page,
}) => {
  await signIn(page, 'ben');
  const foreign = await planAs(page, {
    kind: 'sync',
    entityRef: 'component:default/orders-service',
    input: { environment: 'staging' },
  });
  expect(foreign.status()).toBe(403);
  expect(await foreign.text()).toContain('its owners may');

  // An application that the entity only claims.
  const ana = await pageOf(browser, 'ana');
  const claimed = await planAs(ana, {
    kind: 'sync',
    entityRef: 'component:default/orders-service',
    input: { application: 'user-service-production' },
  });
  expect(claimed.status()).toBe(403);
  expect(await claimed.text()).toContain('may not be changed from here');
  await ana.context().close();

  const anonymous = await page.request.post('/api/operations/v1/plans', {
    data: { kind: 'sync', entityRef: 'component:default/orders-service' },
  });
  expect(anonymous.status()).toBe(401);
});
