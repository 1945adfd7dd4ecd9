import { expect, test } from '@playwright/test';

/** Backstage asks for a session before it opens the pop-up of a sign-in; without one the answer is 401. */
const refreshBeforeSignIn = /401 .*\/api\/auth\/github\/refresh/;

/**
 * Makes each test of the file fail when a page logs an error, throws, or asks for anything that is not on this machine:
 * the portal works without the internet.
 */
export function failOnBrowserErrors(): void {
  const problems: string[] = [];

  test.beforeEach(({ context }) => {
    problems.length = 0;
    context.on('console', message => {
      if (message.type() === 'error') {
        problems.push(`${message.text()} ${message.location().url}`);
      }
    });
    context.on('weberror', event => problems.push(event.error().message));
    context.on('request', request => {
      const url = new URL(request.url());
      const isLocal = ['localhost', '127.0.0.1'].includes(url.hostname);
      if (url.protocol.startsWith('http') && !isLocal) {
        problems.push(`request to ${url.href}`);
      }
    });
  });

  test.afterEach(() => {
    expect(
      problems.filter(problem => !refreshBeforeSignIn.test(problem)),
    ).toStrictEqual([]);
  });
}
