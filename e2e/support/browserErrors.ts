import { expect, test } from '@playwright/test';

/** What stock Backstage asks although the answer may be no, which the browser then reports as an error. */
const expected = [
  // Is there a session? Asked before the pop-up of a sign-in opens.
  /401 .*\/api\/auth\/github\/refresh/,
  // Is the documentation built? It is built when somebody first reads it.
  /404 .*\/api\/techdocs\/(metadata\/techdocs|static\/docs)\//,
];

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
      problems.filter(
        problem => !expected.some(pattern => pattern.test(problem)),
      ),
    ).toStrictEqual([]);
  });
}
