import type { Locator, Page } from '@playwright/test';

/** The card of a service's page that says what runs where. */
export function deploymentsCard(page: Page): Locator {
  return page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Deployments' }) });
}
