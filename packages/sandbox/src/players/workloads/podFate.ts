import { imagePullError } from './imagePullError.ts';
import type { PodTemplate } from './workload.ts';

/** What becomes of a pod. */
export type PodFate =
  | { readonly kind: 'ready' }
  | { readonly kind: 'image-missing'; readonly message: string }
  | { readonly kind: 'crashing' }
  /** It runs and does not answer its readiness probe for so long. */
  | { readonly kind: 'slow'; readonly milliseconds: number };

/** By this ending of a tag anybody can see a service that ends right after its start. */
const crashingTag = /:[^/]*-crashing$/;

/** By this ending of a tag anybody can see a service that takes long to become ready. */
const slowTag = /:[^/]*-slow$/;
const slowMilliseconds = 25 * 60 * 1000;

/** Images of the example that are slow in a namespace. */
const slowImages = new Set([
  'commerce-staging ghcr.io/acme/inventory-service:v4.1.0',
]);

/** What becomes of the pods of a template: decided by their images alone, so it is the same after a restart. */
export function podFate(template: PodTemplate, namespace: string): PodFate {
  for (const { image = '' } of template.spec?.containers ?? []) {
    const message = imagePullError(image);
    if (message) {
      return { kind: 'image-missing', message };
    }
    if (crashingTag.test(image)) {
      return { kind: 'crashing' };
    }
    if (slowTag.test(image) || slowImages.has(`${namespace} ${image}`)) {
      return { kind: 'slow', milliseconds: slowMilliseconds };
    }
  }
  return { kind: 'ready' };
}
