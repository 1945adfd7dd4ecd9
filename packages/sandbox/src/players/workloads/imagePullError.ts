/** Images that the example registry does not have: a tag that nobody has pushed is a common failure. */
const missingImages = new Set([
  'ghcr.io/acme/payment-service:v2.4.2',
  'ghcr.io/acme/fraud-detection:v0.11.0',
]);

/** By this ending of a tag anybody can see what a failing deployment looks like. */
const missingTag = /:[^/]*-missing$/;

/** What a node says of an image that it cannot pull; nothing for an image that it can. */
export function imagePullError(image: string): string | undefined {
  return missingImages.has(image) || missingTag.test(image)
    ? `Back-off pulling image "${image}": not found`
    : undefined;
}
