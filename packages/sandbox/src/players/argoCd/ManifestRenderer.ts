import { execFile } from 'node:child_process';
import { access, readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { KubernetesObject } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import type { GitRepositories } from './GitRepositories.ts';

const run = promisify(execFile);
const buildTimeout = 60_000;
const kustomizationFiles = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/** A manifest that names its kind and itself. */
export type Manifest = KubernetesObject & {
  apiVersion: string;
  kind: string;
  metadata: NonNullable<KubernetesObject['metadata']> & { name: string };
};

/** What a folder of a repository says should be in the cluster. */
export interface RenderedManifests {
  readonly manifests: readonly Manifest[];
  readonly sourceType: 'Kustomize' | 'Directory';
}

function isManifest(value: unknown): value is Manifest {
  if (!value || typeof value !== 'object') {
    return false;
  }
  const { apiVersion, kind, metadata } = value as Partial<Manifest>;
  return Boolean(apiVersion && kind && metadata?.name);
}

function parseManifests(text: string): Manifest[] {
  return parseAllDocuments(text)
    .map(document => {
      if (document.errors.length) {
        throw document.errors[0];
      }
      const value: unknown = document.toJS();
      return value;
    })
    .filter(value => value !== null)
    .map(value => {
      if (!isManifest(value)) {
        throw new Error(
          'a manifest lacks apiVersion, kind or metadata.name: give it all three',
        );
      }
      return value;
    });
}

/** Turns a folder of a commit into manifests: by kustomize where it has a kustomization, else as plain files. */
export class ManifestRenderer {
  readonly #repositories: GitRepositories;
  readonly #kubectl: string;
  readonly #signal: AbortSignal;

  constructor(options: {
    repositories: GitRepositories;
    /** The path of kubectl, which has kustomize within. */
    kubectl: string;
    signal: AbortSignal;
  }) {
    this.#repositories = options.repositories;
    this.#kubectl = options.kubectl;
    this.#signal = options.signal;
  }

  async render(source: {
    url: string;
    commit: string;
    path: string;
  }): Promise<RenderedManifests> {
    return this.#repositories.withFiles(source, async directory => {
      const folder = resolve(directory, source.path);
      const found = await access(folder).then(
        () => true,
        () => false,
      );
      if (!found || relative(directory, folder).startsWith('..')) {
        throw new Error(`${source.path}: app path does not exist`);
      }
      const files = await readdir(folder);
      return kustomizationFiles.some(name => files.includes(name))
        ? this.#buildKustomization(folder)
        : this.#readFiles(folder, files);
    });
  }

  async #buildKustomization(folder: string): Promise<RenderedManifests> {
    const { stdout } = await run(this.#kubectl, ['kustomize', folder], {
      signal: this.#signal,
      timeout: buildTimeout,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { manifests: parseManifests(stdout), sourceType: 'Kustomize' };
  }

  async #readFiles(
    folder: string,
    names: readonly string[],
  ): Promise<RenderedManifests> {
    const texts = await Promise.all(
      names
        .filter(name => /\.ya?ml$/.test(name))
        .sort()
        .map(name => readFile(join(folder, name), 'utf8')),
    );
    return {
      manifests: texts.flatMap(parseManifests),
      sourceType: 'Directory',
    };
  }
}
