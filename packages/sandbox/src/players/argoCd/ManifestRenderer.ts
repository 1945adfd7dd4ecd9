import { access, readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { KubernetesObject } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import type { GitRepositories } from './GitRepositories.ts';
import { runCommand } from './runCommand.ts';

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

/** A folder of a commit of a repository. */
export interface ManifestSource {
  readonly url: string;
  readonly commit: string;
  readonly path: string;
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
  /** By repository and folder, what the last commit that was asked for says. */
  readonly #last = new Map<
    string,
    { commit: string; rendering: Promise<RenderedManifests> }
  >();

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

  /** The manifests of a folder of a commit; they are kept until another commit is asked for. */
  async render(source: ManifestSource): Promise<RenderedManifests> {
    const key = `${source.url} ${source.path}`;
    const last = this.#last.get(key);
    if (last?.commit === source.commit) {
      return last.rendering;
    }
    const rendering = this.#read(source);
    this.#last.set(key, { commit: source.commit, rendering });
    // A failure is not kept: it may have been the machine's and not the manifests'.
    rendering.catch(() => this.#last.delete(key));
    return rendering;
  }

  /** Reads the folder anew when it is asked for next. */
  forget(url: string, path: string): void {
    this.#last.delete(`${url} ${path}`);
  }

  async #read(source: ManifestSource): Promise<RenderedManifests> {
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
    const text = await runCommand(this.#kubectl, ['kustomize', folder], {
      signal: this.#signal,
      timeoutMilliseconds: buildTimeout,
    });
    return { manifests: parseManifests(text), sourceType: 'Kustomize' };
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
