import { redactMessage } from '@golden-path/plugin-platform-node';

const maximumLength = 2_000;

/**
 * A text of a kind of operation as PostgreSQL takes it and people may read it: without null characters, without what
 * may be a credential, and not a whole web page.
 */
export function storableText(text: string): string {
  return redactMessage(text.replaceAll('\u0000', ''), maximumLength);
}
