const redacted = '[redacted]';

/** Longer texts are cut before they are looked at, so that no text takes long. */
const maximumInput = 4_000;

const secretWord =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|api[_-]?key|(?:access|account|shared)[_-]?key|private[_-]?key|authorization|cookie|session|dsn|connection[_-]?string|signature)';
const quoted = '\\\\{0,3}(["\'`])[\\s\\S]*?(?:\\\\{0,3}\\2|$)';

/** What is taken out of a text, in this order. The first group, where there is one, stays. */
const rules: readonly { readonly pattern: RegExp; readonly keep?: string }[] = [
  // Keys and certificates.
  {
    pattern:
      /-----BEGIN [^-]{1,60}-----[\s\S]*?(?:-----END [^-]{1,60}-----|$)/g,
  },
  // Names and passwords in addresses; a password may itself hold a slash.
  {
    pattern: /([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/:@]{1,200}:[^\s@]{0,500}@/gi,
    keep: '@',
  },
  { pattern: /([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@]{1,500}@/gi, keep: '@' },
  // Headers. "Bearer token expired" says nothing secret.
  {
    pattern:
      /(\b(?:bearer|basic)\s+)(?!(?:tokens?|auth\w*|realm|is|was|not|and|or|credentials?|errors?)\b)[^\s,;"']+/gi,
  },
  // The content of a Secret or ConfigMap, as Kubernetes and Go print it.
  {
    pattern:
      /(\\*["']?\b(?:stringData|binaryData|data)\\*["']?\s*[:=]\s*)(?:\{|map\[)[\s\S]*/gi,
  },
  // name=value, "name": "value" and \"name\":\"value\".
  {
    pattern: new RegExp(
      `((?<![\\w.-])[\\w.-]{0,80}?${secretWord}[\\w.-]{0,80}\\\\*["']?\\]?\\s*[:=]+\\s*)(?:${quoted}|[^\\s,;&})\\]]+)`,
      'gi',
    ),
  },
  // Flags of commands.
  {
    pattern: new RegExp(
      `((?<![\\w-])--?[\\w-]{0,80}?(?:${secretWord}|key)[\\w-]{0,80}[\\s=]+)(?:${quoted}|\\S+)`,
      'gi',
    ),
  },
  // Kubernetes shows the content of a field that it refuses, and so do lists of environment variables.
  {
    pattern: new RegExp(
      `(\\bvalue\\\\{0,3}["']?\\s*[:=]\\s*)(?:${quoted}|[\\w.*&]+\\{[\\s\\S]*|(?!\\d+\\b|true\\b|false\\b|null\\b)[^\\s,;})\\]]+)`,
      'gi',
    ),
  },
  // Tokens that can be told by their shape: of GitHub, GitLab, Slack, AWS, Google, Stripe; JSON Web Tokens.
  {
    pattern:
      /\b(?:gh[a-z]_|github_pat_|gl[a-z]{2,5}-|xox[a-z]-|AKIA|ASIA|AIza|[sr]k_(?:live|test)_)[\w-]{8,}/g,
  },
  { pattern: /\beyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*)?/g },
  // Long runs of base64: a name or a path has no such mixture.
  {
    pattern:
      /(?<![A-Za-z0-9+/_=-])(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*\d)[A-Za-z0-9+/_-]{32,}={0,2}/g,
  },
  // Long runs of hexadecimal digits, but neither commits nor digests.
  {
    pattern:
      /(?<!sha(?:256|512):)(?<![0-9a-z])(?![0-9a-f]{40}(?![0-9a-f]))[0-9a-f]{32,}(?![0-9a-z])/gi,
  },
];

/**
 * Takes what may be a secret out of a text that others wrote, and cuts it. Argo CD has put credentials into messages
 * before (CVE-2021-23135): rather a word too many is lost than one too few.
 */
export function redactMessage(text: string, maximumLength = 500): string {
  let message = text.slice(0, maximumInput);
  for (const { pattern, keep = '' } of rules) {
    message = message.replace(pattern, (_, kept?: unknown) =>
      // Without a group, the offset of the match takes its place.
      typeof kept === 'string' ? `${kept}${redacted}${keep}` : redacted,
    );
  }
  message = message.trim();
  return message.length > maximumLength
    ? `${message.slice(0, maximumLength - 1)}…`
    : message;
}
