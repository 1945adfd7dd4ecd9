/** Why the operations of Argo CD are switched off, in words that name the switch. */
export function readOnlyReason({
  readOnly,
}: {
  readonly readOnly: boolean;
}): string | undefined {
  return readOnly
    ? 'The portal may not change anything by Argo CD here: argocd.readOnly is true in its configuration.'
    : undefined;
}
