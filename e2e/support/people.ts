import { expect, type Browser, type Page } from '@playwright/test';

/** The people of the example organisation, by their sign-in names. */
export const people = {
  ana: 'Ana',
  ben: 'Ben',
  pia: 'Pia',
  vic: 'Vic',
} as const;

export type Person = keyof typeof people;

/** Signs a person in by the real OAuth pop-up, as a user would. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/');
  const popupOpens = page.waitForEvent('popup');
  await page.getByRole('button', { name: /sign in/i }).click();
  const popup = await popupOpens;
  await popup
    .getByRole('button', { name: new RegExp(people[person], 'i') })
    .click();
  await expect(
    page.getByRole('heading', { name: new RegExp(people[person]) }),
  ).toBeVisible();
}

/** A fresh browser context, signed in. */
export async function pageOf(browser: Browser, person: Person): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, person);
  return page;
}

/** The token with which the signed-in person's browser calls the portal. */
export async function tokenOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const session = await fetch(
      '/api/auth/github/refresh?optional&env=development',
      {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        credentials: 'include',
      },
    ).then(response => response.json());
    return session.backstageIdentity.token;
  });
}

/** Calls the portal's API with the signed-in person's own token. */
export async function callApi(
  page: Page,
  path: string,
  init: { method?: string; body?: unknown } = {},
): Promise<{ status: number; body: unknown }> {
  const { method = 'GET', body } = init;
  return page.evaluate(
    async ({ target, init: request }) => {
      const response = await fetch(target, request);
      const text = await response.text();
      return {
        status: response.status,
        body: text === '' ? undefined : JSON.parse(text),
      };
    },
    {
      target: path,
      init: {
        method,
        headers: {
          authorization: `Bearer ${await tokenOf(page)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      },
    },
  );
}
