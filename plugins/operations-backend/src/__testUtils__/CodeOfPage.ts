import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Where the files of a page are taken to be, so that they find the packages of this one. */
const folder = join(__dirname, '../__page__');

const repository = join(__dirname, '../../../..');

/** The code of a page of the documentation: its blocks with titles are files. */
export class CodeOfPage {
  readonly #files = new Map<string, string>();

  static read(markdown: string): CodeOfPage {
    return new CodeOfPage(markdown);
  }

  private constructor(markdown: string) {
    const blocks = markdown.matchAll(/^```ts title="([^"]+)"\n(.*?)^```/gms);
    for (const [, name = '', code = ''] of blocks) {
      this.#files.set(join(folder, name), code);
    }
  }

  /** How many lines a file has, without its imports. */
  linesOf(name: string): number {
    const code = this.#files.get(join(folder, name)) ?? '';
    return code.split('\n').filter(line => !/^(import .*)?$/.test(line)).length;
  }

  /** What the compiler says against it, with the settings of the repository. */
  compile(): string[] {
    const { config } = ts.readConfigFile(
      join(repository, 'tsconfig.json'),
      ts.sys.readFile,
    );
    const { options } = ts.parseJsonConfigFileContent(
      { ...config, include: [], files: [__filename] },
      ts.sys,
      repository,
    );
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile } = host;
    host.readFile = name => this.#files.get(name) ?? readFile(name);
    host.fileExists = name => this.#files.has(name) || fileExists(name);
    // It is not asked for the folders of files that are not there.
    host.directoryExists = undefined;
    const { getSourceFile } = host;
    host.getSourceFile = (name, ...rest) => {
      const code = this.#files.get(name);
      return code === undefined
        ? getSourceFile(name, ...rest)
        : ts.createSourceFile(name, code, ts.ScriptTarget.ES2022);
    };
    const program = ts.createProgram([...this.#files.keys()], options, host);
    return [...this.#files.keys()].flatMap(name => {
      const file = program.getSourceFile(name);
      return [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ].map(({ messageText }) =>
        ts.flattenDiagnosticMessageText(messageText, '\n'),
      );
    });
  }

  /** Runs a file, and returns what it exports. */
  run(name: string): Record<string, unknown> {
    return this.#load(join(folder, name), new Map());
  }

  #load(
    path: string,
    loaded: Map<string, Record<string, unknown>>,
  ): Record<string, unknown> {
    const known = loaded.get(path);
    if (known) {
      return known;
    }
    const exported: Record<string, unknown> = {};
    loaded.set(path, exported);
    const { outputText } = ts.transpileModule(this.#files.get(path) ?? '', {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
      },
    });
    const load = (name: string) =>
      name.startsWith('.')
        ? this.#load(`${join(dirname(path), name)}.ts`, loaded)
        : // The packages of the page are those of this one.
          jest.requireActual(name);
    // eslint-disable-next-line no-new-func -- to run the text of a page is what this is for
    new Function('require', 'exports', outputText)(load, exported);
    return exported;
  }
}
