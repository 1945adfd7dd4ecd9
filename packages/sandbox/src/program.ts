import { Argument, Command, InvalidArgumentError, Option } from 'commander';

function parsePort(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  }
  return port;
}

function portOption(): Option {
  return new Option(
    '--port <port>',
    'wanted port of the portal (default: 7007, or the next free one)',
  ).argParser(parsePort);
}

const DATA = [
  '--data <folder>',
  'folder for everything that is kept (default: .sandbox in the checkout)',
] as const;

/** The table of commands; each is loaded only when it is used. */
export function program(): Command {
  const sandbox = new Command('sandbox').description(
    'The local world of the portal: database, Kubernetes API server and GitHub, each real or as near as can be embedded.',
  );
  // What follows "test-environment --" belongs to that command.
  sandbox.enablePositionalOptions();
  addCommandsThatStart(sandbox);
  addCommandsForTheRunningSandbox(sandbox);
  sandbox
    .command('test-environment')
    .description(
      'run a command beside a database and a cluster that are thrown away afterwards',
    )
    .argument('<command...>', 'the command, after "--"')
    .passThroughOptions()
    .action(async command =>
      (await import('./commands/testEnvironment.ts')).testEnvironment(command),
    );
  return sandbox;
}

function addCommandsThatStart(sandbox: Command): void {
  sandbox
    .command('start', { isDefault: true })
    .description('start everything and keep it running until Ctrl-C')
    .addOption(portOption())
    .option(...DATA)
    .option('--no-build', 'serve the pages as they were built last')
    .option('--only <parts...>', 'start only these parts')
    .option('--verbose', 'tell every step')
    .action(async options =>
      (await import('./commands/start.ts')).start(options),
    );
  sandbox
    .command('dev')
    .description(
      'the same, with the portal served from its sources: what changes is loaded anew',
    )
    .addOption(portOption())
    .option(...DATA)
    .option('--verbose', 'tell every step')
    .action(async options =>
      (await import('./commands/start.ts')).start({
        ...options,
        build: false,
        development: true,
      }),
    );
}

function addCommandsForTheRunningSandbox(sandbox: Command): void {
  sandbox
    .command('stop')
    .description('stop the running sandbox; the data is kept')
    .option(...DATA)
    .action(async options =>
      (await import('./commands/stop.ts')).stop(options),
    );
  sandbox
    .command('status')
    .description('say what runs where')
    .option(...DATA)
    .action(async options =>
      (await import('./commands/status.ts')).status(options),
    );
  sandbox
    .command('reset')
    .description('forget the data; refused while the sandbox runs')
    .option(...DATA)
    .action(async options =>
      (await import('./commands/reset.ts')).reset(options),
    );
  sandbox
    .command('part')
    .description('stop or start one part of the running sandbox')
    .addArgument(new Argument('<verb>').choices(['stop', 'start']))
    .argument('<part>', 'name of the part, for example kubernetes')
    .option(...DATA)
    .action(async (verb, name, options) =>
      (await import('./commands/part.ts')).part({
        verb,
        part: name,
        ...options,
      }),
    );
}
