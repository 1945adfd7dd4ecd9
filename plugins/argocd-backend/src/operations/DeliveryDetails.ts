import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import type { ApplicationAddress } from '../client/ApplicationWriter';
import type { ImageEdit } from './overlay/ImageEdit';

/** A file that is written, and how. */
export type GitChange = {
  readonly type: 'git';
  readonly slug: { readonly [key in keyof RepositorySlug]: string };
  readonly branch: string;
  readonly path: string;
  readonly content: string;
  readonly expectedBlobSha: string;
  readonly pullRequest: boolean;
  /** The first line of the commit, and the title of the pull request. */
  readonly title: string;
};

/** A deployment of the history that Argo CD itself brings back. */
export type ArgoCdChange = {
  readonly type: 'argo-cd';
  readonly historyId: number;
  readonly revision: string;
};

/** A pull request that was not merged, and is closed. */
export type ClosedChange = {
  readonly type: 'close';
  readonly slug: { readonly [key in keyof RepositorySlug]: string };
  readonly pullRequest: number;
};

/** What the phases of a delivery need: stored with the operation, and never shown. */
export type DeliveryDetails = {
  readonly address: ApplicationAddress;
  readonly environment: string | null;
  readonly change: GitChange | ArgoCdChange | ClosedChange;
  readonly images: ImageEdit[];
  /** Whether Argo CD syncs by itself, and whether its source is one of several. */
  readonly isAutomated: boolean;
  readonly sourceIndex: number;
  readonly sourceCount: number;
};

/** What the phase `commit` tells those after it. */
export type CommitOutput = {
  readonly sha?: string;
  readonly url?: string;
  readonly pullRequest?: number;
};
