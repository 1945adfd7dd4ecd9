import { expect, test } from '@playwright/test';
import { deploymentsCard } from '../support/deploymentsCard';
import { callApi, pageOf, signIn } from '../support/people';
import { sandboxPart } from '../support/sandbox';

test.afterAll(() => sandboxPart('start', 'kubernetes'));

test('a cluster that does not answer leaves the card with its age, and it recovers', async ({
  page,
}) => {
  await signIn(page, 'ana');
  await page.goto('/catalog/default/component/order-service');
  const card = deploymentsCard(page);
  await expect(card.getByText(/live/i)).toBeVisible();

  await sandboxPart('stop', 'kubernetes');
  await expect(card.getByText(/last seen/i)).toBeVisible({ timeout: 60_000 });
  await expect(
    card.getByRole('link', { name: 'production', exact: true }),
  ).toBeVisible();

  await sandboxPart('start', 'kubernetes');
  await expect(card.getByText(/live/i)).toBeVisible({ timeout: 30_000 });
  await expect(card.getByText(/last seen/i)).toBeHidden();
});

test('a repository that was made but refuses the push is reported with its clean-up', async ({
  browser,
}) => {
  const page = await pageOf(browser, 'ana');
  const started = await callApi(page, '/api/scaffolder/v2/tasks', {
    method: 'POST',
    body: {
      templateRef: 'template:default/nodejs-service',
      values: {
        name: 'push-fails-here',
        owner: 'group:default/team-orders',
        description: 'Its push is declined',
      },
    },
  });
  const { id } = started.body as { id: string };

  await page.goto(`/create/tasks/${id}`);
  await expect
    .poll(
      async () => {
        const task = await callApi(page, `/api/scaffolder/v2/tasks/${id}`);
        return (task.body as { status: string }).status;
      },
      { timeout: 60_000 },
    )
    .toBe('failed');
  const events = await callApi(page, `/api/scaffolder/v2/tasks/${id}/events`);
  const log = JSON.stringify(events.body);
  expect(log).toContain('acme/push-fails-here');
  expect(log).toMatch(/delete/i);
});
