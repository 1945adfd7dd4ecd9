/** Versions of the example that a canary finds out about: where, which image, and which metric says so. */
const failures = new Set([
  'commerce-production ghcr.io/acme/pricing-service:v1.7.0 success-rate',
]);

/** By this ending of a tag anybody can see a canary that fails. */
const failingTag = /:[^/]*-failing$/;

/** Whether a metric finds a version bad. Decided by its image, so it is the same after a restart. */
export function failsAnalysis(options: {
  namespace: string;
  images: readonly string[];
  metric: string;
}): boolean {
  const { namespace, images, metric } = options;
  return images.some(
    image =>
      failures.has(`${namespace} ${image} ${metric}`) ||
      (failingTag.test(image) && metric === 'success-rate'),
  );
}
