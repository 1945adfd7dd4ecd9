/** An address without the name and the password in it. What is no address is left out, as it may be anything. */
export function redactUrl(text: string): string {
  if (!URL.canParse(text)) {
    return '';
  }
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href;
}
