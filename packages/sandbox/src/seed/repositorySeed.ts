/** A commit of an example repository: the files it writes; a `null` removes one. */
export interface CommitSeed {
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** ISO 8601. Fixed, so that the same seed gives the same commit ids. */
  readonly date: string;
  readonly files: Readonly<Record<string, string | null>>;
}

/** A repository that exists from the first start on. */
export interface RepositorySeed {
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  readonly topics: readonly string[];
  readonly defaultBranch: 'main';
  /** Oldest first. */
  readonly commits: readonly CommitSeed[];
  /** Tags by name, each at the index of a commit. */
  readonly tags?: Readonly<Record<string, number>>;
  /** Whether its default branch is changed by approved pull requests only, but for the pipelines. */
  readonly isProtected?: boolean;
}
