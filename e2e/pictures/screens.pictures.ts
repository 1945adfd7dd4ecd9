import { resolve } from 'node:path';
import { test, type Page } from '@playwright/test';
import { signIn } from '../support/people';

const images = resolve(__dirname, '../../docs/images');

const screens = [
  { name: 'home', path: '/' },
  { name: 'catalog', path: '/catalog' },
  { name: 'entity', path: '/catalog/default/component/order-service' },
  { name: 'create', path: '/create' },
  { name: 'wizard', path: '/create/templates/default/nodejs-service' },
  { name: 'settings', path: '/settings' },
  { name: 'docs', path: '/docs/default/component/order-service' },
  {
    name: 'kubernetes',
    path: '/catalog/default/component/order-service/kubernetes',
  },
  {
    name: 'dependencies',
    path: '/catalog-graph?rootEntityRefs[]=component%3Adefault%2Forder-service',
  },
  { name: 'api', path: '/catalog/default/api/payment-api/definition' },
  { name: 'search', path: '/search?query=payment' },
  { name: 'system', path: '/catalog/default/system/order-management' },
  { name: 'team', path: '/catalog/default/group/team-orders' },
];

const sizes = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'narrow', width: 390, height: 844 },
];

async function settle(page: Page) {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page
    .locator('[aria-busy="true"], [role="progressbar"]')
    .first()
    .waitFor({ state: 'detached', timeout: 5_000 })
    .catch(() => undefined);
}

for (const theme of ['light', 'dark'] as const) {
  for (const { name: size, ...viewport } of sizes) {
    test(`${theme}, ${size}`, async ({ browser }) => {
      const context = await browser.newContext({
        colorScheme: theme,
        viewport,
      });
      const page = await context.newPage();
      await page.goto('/');
      await settle(page);
      const picture = (name: string) =>
        page.screenshot({
          path: resolve(images, `${name}-${theme}-${size}.png`),
          animations: 'disabled',
        });
      await picture('sign-in');
      await signIn(page, 'ana');
      for (const { name, path } of screens) {
        await page.goto(path);
        await settle(page);
        await picture(name);
      }
      await context.close();
    });
  }
}
