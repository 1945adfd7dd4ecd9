import { resolve } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { deploymentsCard } from '../support/deploymentsCard';
import { callApi, signIn } from '../support/people';

const images = resolve(__dirname, '../../docs/images');

const service = {
  templateRef: 'template:default/nodejs-service',
  values: {
    name: 'invoice-service',
    owner: 'group:default/team-orders',
    description: 'Sends invoices to customers',
  },
};

/** The finished run that made the service, which is started first where there is none yet. */
async function runOf(page: Page): Promise<string> {
  const listed = await callApi(page, '/api/scaffolder/v2/tasks');
  const { tasks } = listed.body as {
    tasks: { id: string; status: string; spec: { parameters: object } }[];
  };
  const finished = tasks.find(({ status }) => status === 'completed');
  if (finished) {
    return finished.id;
  }
  const started = await callApi(page, '/api/scaffolder/v2/tasks', {
    method: 'POST',
    body: service,
  });
  const { id } = started.body as { id: string };
  await expect
    .poll(
      async () => (await callApi(page, `/api/scaffolder/v2/tasks/${id}`)).body,
      { timeout: 60_000 },
    )
    .toMatchObject({ status: 'completed' });
  return id;
}

/** Each screen, opened and waited for until it shows what it is for. */
const screens: Record<string, (page: Page) => Promise<void>> = {
  async home(page) {
    await page.goto('/');
    await expect(page.getByText('Healthy').first()).toBeVisible();
  },
  async catalog(page) {
    await page.goto('/catalog');
    await expect(page.getByText('order-service').first()).toBeVisible();
  },
  async entity(page) {
    await page.goto('/catalog/default/component/order-service');
    await expect(
      deploymentsCard(page).getByRole('link', {
        name: 'production',
        exact: true,
      }),
    ).toBeVisible();
    await expect(page.getByText('Payment API').first()).toBeAttached();
  },
  async delivery(page) {
    await page.goto(
      '/catalog/default/component/shipping-service/delivery?deployment=main/argocd/shipping-service-production',
    );
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  },
  async deployments(page) {
    await page.goto('/deployments');
    await expect(
      page.getByText('Degraded').filter({ visible: true }).first(),
    ).toBeVisible();
  },
  async wizard(page) {
    await page.goto('/create/templates/default/nodejs-service');
    await page.getByLabel(/^name/i).fill('shipping-label-service');
    await page.getByLabel(/description/i).fill('Prints labels for parcels');
    await expect(page.getByText(/free in catalog/i)).toBeVisible();
  },
  async run(page) {
    await page.goto(`/create/tasks/${await runOf(page)}`);
    await expect(
      page.getByRole('link', { name: /open in catalog/i }),
    ).toBeVisible();
  },
};

const sizes = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 390, height: 844 },
};

for (const theme of ['light', 'dark'] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`${theme}, ${size}`, async ({ browser }) => {
      const context = await browser.newContext({
        colorScheme: theme,
        viewport,
      });
      const page = await context.newPage();
      const take = (name: string) =>
        page.screenshot({
          path: resolve(images, `${name}-${theme}-${size}.png`),
          animations: 'disabled',
        });
      await page.goto('/');
      await expect(
        page.getByRole('button', { name: /sign in/i }),
      ).toBeVisible();
      await take('sign-in');
      await signIn(page, 'ana');
      for (const [name, open] of Object.entries(screens)) {
        await open(page);
        await take(name);
      }
      await context.close();
    });
  }
}
