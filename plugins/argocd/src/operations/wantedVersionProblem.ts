// The same rules as in the backend, which has the last word: plugins/argocd-backend/src/operations/overlay/parseWantedImage.ts
const tag = '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}';
const digest = 'sha256:[0-9a-f]{64}';
const name = '[a-z0-9][a-z0-9.:/_-]*';
const version = new RegExp(
  `^(?:${digest}|${tag}(?:@${digest})?|${name}(?::${tag})?@${digest}|${name}:${tag})$`,
);

/** What is wrong with a text that is to name a version; undefined where nothing is. */
export function wantedVersionProblem(text: string): string | undefined {
  const wanted = text.trim();
  if (/^sha\d+:/.test(wanted) && !new RegExp(`^${digest}$`).test(wanted)) {
    return 'A digest is sha256: and 64 digits from 0 to f.';
  }
  return version.test(wanted)
    ? undefined
    : 'Give a tag such as v1.9.0, or a digest such as sha256:…';
}
