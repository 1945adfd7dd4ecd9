import { resolve } from 'node:path';

/** The root of the repository that this package lies in. */
export const CHECKOUT = resolve(import.meta.dirname, '../../../..');
