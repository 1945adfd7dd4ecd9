/** The trailer that names the change which a commit or a pull request was made for. */
export const markerTrailer = 'Operation-Id';

const trailerLine = new RegExp(`^${markerTrailer}: *(\\S+) *$`, 'i');

/**
 * The marker in the message of a commit or the body of a pull request. Only the last paragraph counts, as in Git.
 *
 * @see https://git-scm.com/docs/git-interpret-trailers
 */
export function markerOf(text: string): string | undefined {
  const [lastParagraph = ''] = text
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n\s*\n/)
    .slice(-1);
  return lastParagraph
    .split('\n')
    .map(line => trailerLine.exec(line)?.[1])
    .find(marker => marker !== undefined);
}
