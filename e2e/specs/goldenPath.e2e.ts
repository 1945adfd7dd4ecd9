import { expect, test } from '@playwright/test';
import { deploymentsCard } from '../support/deploymentsCard';
import { callApi, signIn } from '../support/people';
import { failOnBrowserErrors } from '../support/browserErrors';

failOnBrowserErrors();

const service = 'invoice-service';

test('Ana finds a service, creates one and sees it become healthy', async ({
  page,
}) => {
  await signIn(page, 'ana');

  await test.step('find a service through the search', async () => {
    await page.goto('/search?query=order-service');
    await page
      .locator('a[href$="/catalog/default/component/order-service"]')
      .first()
      .click();
    await expect(
      page.getByRole('heading', { name: /order.service/i }).first(),
    ).toBeVisible();
    const card = deploymentsCard(page);
    await expect(
      card.getByRole('link', { name: 'production', exact: true }),
    ).toBeVisible();
    await expect(
      card.getByText(/Healthy|Degraded|Progressing/).first(),
    ).toBeVisible();
  });

  await test.step('fill in the wizard', async () => {
    await page.goto('/create');
    await page
      .getByRole('button', { name: /choose/i })
      .first()
      .click();
    await page.getByLabel(/^name/i).fill('Invoice Service');
    await expect(page.getByText(/lowercase letters/i).first()).toBeVisible();
    await page.getByLabel(/^name/i).fill('order-service');
    await expect(
      page.getByText(/has a repository acme\/order-service already/).first(),
    ).toBeVisible();
    await page.getByLabel(/^name/i).fill(service);
    await expect(page.getByText(/free in catalog/i)).toBeVisible();
    await page.getByLabel(/description/i).fill('Sends invoices to customers');
    await page.getByRole('button', { name: 'Review' }).click();
  });

  await test.step('review, create and follow the log', async () => {
    const create = page.getByRole('button', { name: /^create$/i });
    await expect(create).toBeVisible();
    await expect(page.getByText(service).first()).toBeVisible();
    await create.click();
    await expect(
      page.getByText(/Create the repository/i).first(),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: /open in catalog/i }),
    ).toBeVisible({ timeout: 90_000 });
  });

  await test.step('open the repository', async () => {
    const repository = await page
      .getByRole('link', { name: /open repository/i })
      .getAttribute('href');
    const repositoryPage = await page.context().newPage();
    await repositoryPage.goto(repository ?? '');
    await expect(
      repositoryPage.getByRole('link', { name: 'catalog-info.yaml' }),
    ).toBeVisible();
    await repositoryPage.close();
  });

  await test.step('see it deployed on its catalog page', async () => {
    await page.getByRole('link', { name: /open in catalog/i }).click();
    const card = deploymentsCard(page);
    await expect(card.getByRole('img', { name: 'Healthy' })).toHaveCount(2, {
      timeout: 120_000,
    });
  });

  const answer = await callApi(
    page,
    `/api/argocd/v1/entities/default/component/${service}/deployments`,
  );
  expect(answer).toMatchObject({
    status: 200,
    body: {
      items: [
        { environment: 'development', confirmed: true },
        { environment: 'staging', confirmed: true },
        { environment: 'production', confirmed: true },
      ],
      sources: [{ status: 'live' }],
    },
  });
});
