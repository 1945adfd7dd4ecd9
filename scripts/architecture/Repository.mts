/** A file of the repository, by its path from the root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A workspace. */
export interface Package {
  /** For example `plugins/argocd-backend`. */
  readonly path: string;
  readonly role: string;
  readonly dependencies: readonly string[];
}

/** What the rules look at. */
export interface Repository {
  readonly files: readonly SourceFile[];
  readonly packages: readonly Package[];
}

/** The file's package, if it is in one. */
export function packageOf(
  { packages }: Repository,
  { path }: SourceFile,
): Package | undefined {
  return packages.find(candidate => path.startsWith(`${candidate.path}/`));
}

const testFile =
  /\.test\.\w+$|\/(__testUtils__|testUtils|__mocks__|fixtures)\//;

/** TypeScript that runs in the product, without its tests. */
export function productFiles({ files }: Repository): readonly SourceFile[] {
  return files.filter(
    ({ path }) =>
      /^(packages|plugins)\/[^/]+\/src\/.*\.tsx?$/.test(path) &&
      !testFile.test(path),
  );
}

/** The text without its comments, which may mention what the code must not do. */
export function codeOf({ text }: SourceFile): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
