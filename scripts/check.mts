/**
 * `yarn check`: everything that is wrong with the code before it runs. Every section runs, whatever the others found,
 * so that one call shows all there is to fix.
 *
 *     yarn check              all sections
 *     yarn check lint format  these only
 */
import { existsSync } from 'node:fs';
import { showElapsed } from './launcher/progress.mjs';
import { runCommand } from './launcher/runCommand.mjs';
import { root } from './launcher/setUp.mjs';

interface Section {
  readonly name: string;
  readonly title: string;
  readonly commands: readonly (readonly string[])[];
}

const configurations = [
  ['app-config.yaml'],
  ['app-config.yaml', 'app-config.sandbox.yaml'],
  ['app-config.yaml', 'app-config.production.yaml'],
].filter(files => files.every(file => existsSync(`${root}/${file}`)));

const outsideOfPackages = ['scripts', 'e2e', 'benchmarks'].filter(folder =>
  existsSync(`${root}/${folder}`),
);

/** Two lanes for two cores, balanced by what the sections take. */
const lanes: readonly (readonly Section[])[] = [
  [
    { name: 'types', title: 'Types', commands: [['tsc']] },
    {
      name: 'unused',
      title: 'Unused files and dependencies',
      commands: [['knip', '--no-config-hints']],
    },
  ],
  [
    {
      name: 'lint',
      title: 'Lint',
      commands: [
        ['backstage-cli', 'repo', 'lint', '--max-warnings', '0'],
        // prettier-ignore
        ['eslint', '--max-warnings', '0', '--ext', '.mjs,.cjs,.mts,.ts', ...outsideOfPackages],
      ],
    },
    {
      name: 'configuration',
      title: 'Configuration',
      commands: configurations.map(files => [
        // prettier-ignore
        'backstage-cli',
        'config:check',
        '--strict',
        '--lax',
        ...files.flatMap(file => ['--config', file]),
      ]),
    },
    {
      name: 'architecture',
      title: 'Architecture',
      commands: [
        [
          'node',
          '--test',
          '--test-reporter=spec',
          'scripts/architecture.test.mts',
        ],
      ],
    },
    {
      name: 'format',
      title: 'Format',
      commands: [['prettier', '--check', '--loglevel', 'warn', '.']],
    },
  ],
];

const failures: { title: string; command: string; output: string }[] = [];

async function runSection({ title, commands }: Section) {
  let failed = 0;
  const work = async () => {
    for (const command of commands) {
      const result = await runCommand([...command], { cwd: root });
      if (result.code !== 0) {
        failed += 1;
        failures.push({
          title,
          command: command.join(' '),
          output: result.output,
        });
      }
    }
  };
  await showElapsed(title, work, {
    describe: () => (failed ? 'FAILED' : ''),
    succeeded: () => failed === 0,
  });
}

const chosen = process.argv.slice(2);
await Promise.all(
  lanes.map(async sections => {
    for (const section of sections) {
      if (!chosen.length || chosen.includes(section.name)) {
        await runSection(section);
      }
    }
  }),
);

for (const { title, command, output } of failures) {
  console.error(`\n──── ${title}: ${command}\n${output.trimEnd()}`);
}
console.error(
  failures.length
    ? `\n${
        new Set(failures.map(failure => failure.title)).size
      } of the checks failed.`
    : '\nAll checks passed.',
);
process.exitCode = failures.length ? 1 : 0;
