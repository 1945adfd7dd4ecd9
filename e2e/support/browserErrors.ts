import { expect, test } from '@playwright/test';

/**
 * Makes each test of the file fail when a page logs an error, throws, or asks for anything that is not on this machine:
 * the portal works without the internet.
 */
export function failOnBrowserErrors(options: { allow?: RegExp } = {}): void {
  const problems: string[] = [];

  test.beforeEach(({ context }) => {
    problems.length = 0;
    context.on('console', message => {
      if (message.type() === 'error') problems.push(message.text());
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
      problems.filter(problem => !options.allow?.test(problem)),
    ).toStrictEqual([]);
  });
}
