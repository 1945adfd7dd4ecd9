import {
  codeOf,
  packageOf,
  productFiles,
  type Repository,
  type SourceFile,
} from './Repository.mts';

/** One thing that holds everywhere in this repository. */
export interface Rule {
  readonly title: string;
  /** What breaks the rule, each with its file. */
  violations(repository: Repository): readonly string[];
}

const lineCount = (text: string) => text.trimEnd().split('\n').length;

/** Style rule 1. */
export const pluginFilesOnlyWire: Rule = {
  title: 'plugin.ts only wires: at most 80 lines, no condition, no request',
  violations: repository =>
    productFiles(repository)
      .filter(({ path }) =>
        /^plugins\/[^/]+\/src\/(plugin|module)\.tsx?$/.test(path),
      )
      .flatMap(file => [
        ...(lineCount(file.text) > 80
          ? [`${file.path} has ${lineCount(file.text)} lines`]
          : []),
        ...(/\bif\s*\(/.test(codeOf(file))
          ? [`${file.path} has a condition`]
          : []),
        ...(/\bfetch\s*\(/.test(codeOf(file))
          ? [`${file.path} makes a request`]
          : []),
      ]),
};

/** Style rule 5. */
export const onlyAuthorizedServicesAuthorize: Rule = {
  title: 'permissions are asked for in Authorized….ts only',
  violations: repository =>
    productFiles(repository)
      .filter(
        ({ path }) =>
          !/\/Authorized[^/]*\.ts$/.test(path) &&
          !path.startsWith('plugins/permission-backend-module-platform/'),
      )
      .filter(file => /\.authorize(Conditional)?\s*\(/.test(codeOf(file)))
      .map(({ path }) => path),
};

const backendRoles = [
  'backend',
  'backend-plugin',
  'backend-plugin-module',
  'node-library',
];

const talksToOthers = [
  'plugins/platform-node/',
  'packages/kubernetes-reflector/',
  'packages/sandbox/',
];

function mayTalkToOthers({ path }: SourceFile): boolean {
  return (
    /\/src\/client\//.test(path) ||
    talksToOthers.some(prefix => path.startsWith(prefix))
  );
}

const remote =
  /(?:^|[^.\w])fetch\s*\(|^import (?!type\b)[^;]*from '(?:@octokit\/[^']+|@kubernetes\/client-node)'/m;

/** Style rule 6. */
export const onlyClientsTalkToOthers: Rule = {
  title: 'only client/*.ts talks to a remote system',
  violations: repository =>
    productFiles(repository)
      .filter(file =>
        backendRoles.includes(packageOf(repository, file)?.role ?? ''),
      )
      .filter(file => !mayTalkToOthers(file) && remote.test(codeOf(file)))
      .map(({ path }) => path),
};

const commonDependencies = [
  /^@backstage\/(catalog-model|config|errors|types)$/,
  /^@backstage\/plugin-[a-z-]+-common$/,
  /^@golden-path\/plugin-[a-z-]+-common$/,
  /^zod$/,
  // The parser of server-sent events, which runs anywhere.
  /^eventsource-parser$/,
];

/** Style rule 8. */
export const commonPackagesStaySmall: Rule = {
  title: 'a -common package depends on neither an SDK, nor Node, nor React',
  violations: repository => [
    ...repository.packages
      .filter(({ role }) => role === 'common-library')
      .flatMap(({ path, dependencies }) =>
        dependencies
          .filter(
            name => !commonDependencies.some(allowed => allowed.test(name)),
          )
          .map(name => `${path} depends on ${name}`),
      ),
    ...productFiles(repository)
      .filter(file => packageOf(repository, file)?.role === 'common-library')
      .filter(file => /from '(node:[^']+|react)'/.test(codeOf(file)))
      .map(({ path }) => path),
  ],
};

/** Style rule 13. */
export const configurationIsReadOnce: Rule = {
  title: 'configuration is read in config.ts only',
  violations: repository =>
    productFiles(repository)
      .filter(({ path }) => path.startsWith('plugins/'))
      .filter(
        ({ path }) =>
          !/\/(plugin|module|config|\w+Config(Service)?)\.tsx?$/.test(path),
      )
      .filter(file =>
        /\bConfig\b[^;]*from '@backstage\/config'/.test(codeOf(file)),
      )
      .map(({ path }) => path),
};

export const packagesAreComplete: Rule = {
  title: 'every package has a README, a test and the shared lint rules',
  violations: ({ packages, files }) =>
    packages.flatMap(({ path }) => {
      const own = files.filter(file => file.path.startsWith(`${path}/`));
      const has = (pattern: RegExp) =>
        own.some(file => pattern.test(file.path.slice(path.length + 1)));
      const lint = own.find(file => /\/\.eslintrc\.c?js$/.test(file.path));
      return [
        ...(has(/^README\.md$/) ? [] : [`${path} has no README.md`]),
        ...(has(/\.test\.tsx?$/) ? [] : [`${path} has no test`]),
        ...(lint?.text.includes('scripts/eslint/createConfig.cjs')
          ? []
          : [`${path} does not use scripts/eslint/createConfig.cjs`]),
      ];
    }),
};

/** A lock file records where a package came from, if npm is not told to leave it out. */
const lockedHost = /"resolved": "https?:\/\/([^/"]+)/;

/** Nothing in the repository depends on where it was written. */
export function noTraceOfTheMachine(checkout: string): Rule {
  return {
    title: 'no file names the machine or the registry that it was written with',
    violations: ({ files }) => [
      ...files
        .filter(({ text }) => text.includes(`${checkout}/`))
        .map(({ path }) => `${path} names ${checkout}`),
      ...files
        .filter(({ path }) =>
          /(^|\/)(package-lock\.json|yarn\.lock)$/.test(path),
        )
        .flatMap(({ path, text }) => {
          const host = lockedHost.exec(text)?.[1];
          return host ? [`${path} names the registry ${host}`] : [];
        }),
      ...files
        .filter(({ path }) => /(^|\/)\.npmrc$/.test(path))
        .map(({ path }) => `${path} belongs to a user, not to the repository`),
    ],
  };
}
