import { redactMessage } from './redactMessage';

const maximumLinks = 10;

/**
 * Where an application answers, from `status.summary.externalURLs`. An entry may have a title before a bar. Only web
 * addresses are told, without credentials.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/external-url/
 */
export function externalLinks(entries: readonly string[] = []): string[] {
  const links = entries.flatMap(entry => {
    const address = entry.slice(entry.indexOf('|') + 1).trim();
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !['http:', 'https:'].includes(url.protocol)) {
      return [];
    }
    url.username = '';
    url.password = '';
    if (redactMessage(url.search + url.hash) !== url.search + url.hash) {
      url.search = '';
      url.hash = '';
    }
    return url.toString();
  });
  return [...new Set(links)].slice(0, maximumLinks);
}
