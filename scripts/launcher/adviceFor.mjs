// @ts-check
/** The first match wins: from the most to the least telling. */
const advices = [
  {
    pattern: /YN0028|lockfile would have been/i,
    advice:
      'yarn.lock does not fit the package.json files: run "yarn install" once and commit yarn.lock, or undo the local change.',
  },
  {
    pattern: /ENOSPC|no space left/i,
    advice: 'The disk is full: free about 3 GB, then run the command again.',
  },
  {
    pattern:
      /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|self[- ]signed|unable to (verify|get)[\w ]* certificate/i,
    advice:
      'The registry’s certificate is not trusted: point npm at your company’s certificate with "npm config set cafile <file>", then run the command again.',
  },
  {
    pattern: /E401|E403|\b40[13]\b|YN0041|Invalid authentication/i,
    advice:
      'The registry refused the credentials: sign in with "npm login" or set its _authToken in ~/.npmrc, then run the command again.',
  },
  {
    pattern: /E404|ETARGET|No matching version|\b404\b/i,
    advice:
      'The registry does not have that package: check "npm config get registry", and that the mirror carries public packages.',
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network|YN0001.*RequestError/i,
    advice:
      'The registry cannot be reached: check the network, "npm config get registry" and the proxy settings, then run the command again.',
  },
  {
    pattern: /EACCES|EPERM|EROFS|permission denied/i,
    advice:
      'A folder cannot be written: make the checkout and the HOME folder yours (or set HOME and XDG_CACHE_HOME to folders that are), then run the command again.',
  },
];

/**
 * What to do about a failed fetch or install, judged by what it printed.
 *
 * @param {string} output
 */
export function adviceFor(output) {
  const found = advices.find(({ pattern }) => pattern.test(output));
  return (
    found?.advice ??
    'Run the command again; if it fails in the same way, the lines above say where.'
  );
}
