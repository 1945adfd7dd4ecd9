/** The name under which every cluster knows its own API server. */
const ownServerPattern =
  /^kubernetes(\.default(\.svc(\.cluster\.local)?)?)?\.?$/;

/**
 * The address of an API server in the form that can be compared, or `undefined` for one that means another cluster
 * wherever it is used.
 */
export function comparableServer(url: string): string | undefined {
  if (!URL.canParse(url)) {
    return undefined;
  }
  // Reading it as a URL has already brought the host to lower case and left out the default port.
  const { protocol, host, hostname, pathname } = new URL(url);
  return ownServerPattern.test(hostname)
    ? undefined
    : `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}
