/** What somebody may write into a name or a message to do harm in the browsers of others. */
export const hostile = {
  text: '<img src=x onerror=alert(1)>[x](javascript:alert(1))',
  // It is here to be refused.
  // eslint-disable-next-line no-script-url
  link: 'javascript:alert(1)',
};
