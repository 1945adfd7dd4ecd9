import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { seed } from './applicationOf.mts';
import type { Fleet } from './fleet.mts';
import type { Measured } from './measureInTurns.mts';
import type { Settings } from './readSettings.mts';

const require = createRequire(import.meta.url);
const measuredPackages = [
  '@backstage/backend-defaults',
  '@backstage/plugin-catalog-backend',
  '@backstage/plugin-permission-backend',
  '@roadiehq/backstage-plugin-argo-cd-backend',
  '@backstage-community/plugin-argocd-backend',
  '@backstage-community/plugin-argocd-node',
];

/** One line of the measurement of a load. */
export interface LoadRow extends Measured {
  readonly phase: 'entity' | 'fleet';
  readonly fleet: Fleet;
  readonly delayMilliseconds: number;
  readonly load: string;
  readonly subject: string;
}

/** One figure that is not of a load. */
export interface FactRow {
  readonly phase: string;
  readonly fleet?: Fleet;
  readonly subject: string;
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** What was measured, as it is written to `results.json`. */
export interface ResultsContent {
  readonly measuredAt: string;
  finishedAt?: string;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly settings: Settings;
  readonly loads: LoadRow[];
  readonly facts: FactRow[];
  readonly leftOut: { readonly what: string; readonly why: string }[];
}

function versionOf(name: string): string {
  // Not every package lets its package.json be imported.
  const [folder] = require.resolve
    .paths(name)!
    .map(path => join(path, name, 'package.json'));
  return JSON.parse(readFileSync(folder, 'utf8')).version;
}

/** Collects what is measured; each addition is on disk at once, so that a run that ends early has told what it knew. */
export class Results {
  readonly content: ResultsContent;
  readonly #file: string;

  private constructor(file: string, content: ResultsContent) {
    this.#file = file;
    this.content = content;
  }

  static create(file: string, settings: Settings): Results {
    return new Results(file, {
      measuredAt: new Date().toISOString(),
      machine: {
        processors: cpus().length,
        model: cpus()[0].model,
        memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
        platform: `${process.platform} ${process.arch}`,
        node: process.version,
      },
      versions: {
        ...Object.fromEntries(
          measuredPackages.map(name => [name, versionOf(name)]),
        ),
        portal: execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
          cwd: import.meta.dirname,
          encoding: 'utf8',
        }).trim(),
      },
      seed,
      settings,
      loads: [],
      facts: [],
      leftOut: [],
    });
  }

  addLoads(
    row: Pick<LoadRow, 'phase' | 'fleet' | 'delayMilliseconds' | 'load'>,
    measured: ReadonlyMap<string, Measured>,
  ): void {
    for (const [subject, figures] of measured) {
      this.content.loads.push({ ...row, subject, ...figures });
    }
    this.#write();
  }

  addFact(fact: FactRow): void {
    this.content.facts.push(fact);
    this.#write();
  }

  leaveOut(what: string, why: string): void {
    this.content.leftOut.push({ what, why });
    this.#write();
  }

  finish(): void {
    this.content.finishedAt = new Date().toISOString();
    this.#write();
  }

  #write(): void {
    writeFileSync(this.#file, `${JSON.stringify(this.content, null, 2)}\n`);
  }
}
