/** A link from data as it may be followed: only `http` and `https`, so that no data runs as a script. */
export function webUrl(link: string | undefined): string | undefined {
  if (!link || !URL.canParse(link)) {
    return undefined;
  }
  const { protocol, href } = new URL(link);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
