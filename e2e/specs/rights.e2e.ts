import { expect, test } from '@playwright/test';
import { callApi, pageOf } from '../support/people';

const template = 'template:default/nodejs-service';

function serviceOf(owner: string, name: string) {
  return {
    templateRef: template,
    values: {
      name,
      owner: `group:default/${owner}`,
      description: 'Made by a test of the rights',
    },
  };
}

test('Vic may look but not create', async ({ browser }) => {
  const page = await pageOf(browser, 'vic');

  await page.goto('/catalog');
  await expect(
    page.getByRole('link', { name: 'order-service' }).first(),
  ).toBeVisible();

  await page.goto('/create');
  await expect(page.getByText(/member of a team/i).first()).toBeVisible();

  const answer = await callApi(page, '/api/scaffolder/v2/tasks', {
    method: 'POST',
    body: serviceOf('team-orders', 'made-by-vic'),
  });
  expect(answer.status).toBe(403);
});

test('Ben cannot create for team-orders', async ({ browser }) => {
  const page = await pageOf(browser, 'ben');

  const started = await callApi(page, '/api/scaffolder/v2/tasks', {
    method: 'POST',
    body: serviceOf('team-orders', 'made-by-ben'),
  });
  expect(started.status).toBe(201);
  const { id } = started.body as { id: string };

  await expect
    .poll(
      async () => {
        const task = await callApi(page, `/api/scaffolder/v2/tasks/${id}`);
        return (task.body as { status: string }).status;
      },
      { timeout: 30_000 },
    )
    .toBe('failed');
  await page.goto(`/create/tasks/${id}`);
  await expect(page.getByText(/team-orders/).first()).toBeVisible();

  const repository = await callApi(
    page,
    '/api/platform/v1/names/made-by-ben/availability',
  );
  expect(repository.body).toMatchObject({ available: true });
});

test('a bad name is refused by the API', async ({ browser }) => {
  const page = await pageOf(browser, 'ana');
  for (const name of ['Capitals', '..', 'a'.repeat(256)]) {
    const answer = await callApi(page, '/api/scaffolder/v2/tasks', {
      method: 'POST',
      body: serviceOf('team-orders', name),
    });
    expect(answer.status, name).toBe(400);
  }
});
