/**
 * F5: lists all applications of a namespace in pages of 500, in a process of its own, and tells how long that took and
 * how much memory it needed at most beyond that of an empty process.
 *
 *     node listFromKubernetes.mts <url> <token> <certificate> <namespace>
 */
import { readFileSync } from 'node:fs';
import { applicationsPath, KubernetesClient } from './KubernetesClient.mts';

/** What it tells, as JSON. */
export interface KubernetesListing {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly calls: number;
  readonly items: number;
}

function peakMegabytes(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

const [url, token, caData, namespace] = process.argv.slice(2);
const client = KubernetesClient.create({ url, token, caData });
const empty = peakMegabytes();
const began = performance.now();
const names: string[] = [];
let calls = 0;
let next = '';
do {
  const { body } = await client.call({
    path: `${applicationsPath(namespace)}?limit=500&continue=${next}`,
  });
  const page = JSON.parse(body);
  calls += 1;
  for (const { metadata } of page.items) {
    names.push(metadata.name);
  }
  next = encodeURIComponent(page.metadata.continue ?? '');
} while (next);
const listing: KubernetesListing = {
  milliseconds: performance.now() - began,
  megabytes: peakMegabytes() - empty,
  calls,
  items: names.length,
};
process.stdout.write(JSON.stringify(listing));
client.stop();
