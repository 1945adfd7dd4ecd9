import type { ApplicationSource } from './application.ts';
import type {
  Manifest,
  ManifestSource,
  RenderedManifests,
} from './ManifestRenderer.ts';

/** What all sources of an application say together. */
export async function renderSources(
  render: (source: ManifestSource) => Promise<RenderedManifests>,
  target: {
    readonly sources: readonly ApplicationSource[];
    /** One per source. */
    readonly commits: readonly string[];
  },
): Promise<{ manifests: Manifest[]; sourceTypes: string[] }> {
  const manifests: Manifest[] = [];
  const sourceTypes: string[] = [];
  for (const [index, { repoURL, path = '.' }] of target.sources.entries()) {
    const commit = target.commits[index];
    const rendered = await render({ url: repoURL, commit, path });
    manifests.push(...rendered.manifests);
    sourceTypes.push(rendered.sourceType);
  }
  return { manifests, sourceTypes };
}
