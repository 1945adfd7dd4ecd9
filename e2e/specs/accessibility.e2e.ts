import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { deploymentsCard } from '../support/deploymentsCard';
import { signIn } from '../support/people';

async function seriousProblems(page: Page, part: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nobody is kept out of our own screens, ${colorScheme}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto('/');
    await expect(page.getByRole('button', { name: /sign in/i })).toBeVisible();
    expect(await seriousProblems(page, 'body')).toStrictEqual([]);

    await signIn(page, 'ana');
    await expect(page.getByText('order-service').first()).toBeVisible();
    expect(await seriousProblems(page, 'main')).toStrictEqual([]);

    await page.goto('/catalog/default/component/order-service');
    const card = deploymentsCard(page);
    await expect(
      card.getByRole('link', { name: 'production', exact: true }),
    ).toBeVisible();
    await card.evaluate(element => element.setAttribute('data-axe', ''));
    expect(await seriousProblems(page, '[data-axe]')).toStrictEqual([]);

    await page.goto(
      '/catalog/default/component/shipping-service/delivery?deployment=main/argocd/shipping-service-production',
    );
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
    await page
      .getByRole('list', { name: 'Environments' })
      .locator('..')
      .evaluate(element => element.setAttribute('data-axe', ''));
    expect(await seriousProblems(page, '[data-axe]')).toStrictEqual([]);

    await page.goto('/deployments');
    await expect(page.getByRole('row').nth(5)).toBeVisible();
    expect(await seriousProblems(page, 'main')).toStrictEqual([]);
    await context.close();
  });
}
