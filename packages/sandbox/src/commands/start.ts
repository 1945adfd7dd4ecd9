import { once } from 'node:events';
import { chooseDataDirectory } from '../data/dataDirectory.ts';
import { PAGES_VARIABLE } from '../parts/developmentServerPart.ts';
import { sandboxParts } from '../parts/sandboxParts.ts';
import { CHECKOUT } from '../portal/checkout.ts';
import { askForReport } from '../supervisor/askSupervisor.ts';
import { startControlServer } from '../supervisor/controlServer.ts';
import { openDataDirectory } from '../supervisor/openDataDirectory.ts';
import { Supervisor } from '../supervisor/Supervisor.ts';
import { duration } from './duration.ts';
import { ProgressPrinter } from './ProgressPrinter.ts';
import { stopSignal } from './stopSignal.ts';
import { summary } from './summary.ts';

/** Options of the command line. */
export interface StartOptions {
  readonly port?: number;
  readonly data?: string;
  /** False for `--no-build`. */
  readonly build: boolean;
  readonly development?: boolean;
  readonly only?: readonly string[];
  readonly verbose?: boolean;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Starts the sandbox and keeps it running until it is told to stop. */
export async function start(options: StartOptions): Promise<void> {
  const dataDirectory = await chooseDataDirectory(CHECKOUT, options.data);
  const opened = await openDataDirectory(dataDirectory);
  const { state } = opened;
  if (!opened.ours) {
    const parts = state.controlSocket
      ? await askForReport(state.controlSocket)
      : [];
    print('The sandbox runs already:');
    print(summary({ parts, portalUrl: state.portalUrl, dataDirectory }));
    return;
  }
  const stop = stopSignal();
  const stopped = once(stop, 'abort');
  const began = performance.now();
  if (opened.leftovers.length > 0) {
    const names = [...new Set(opened.leftovers)].join(', ');
    print(`Ended what the last start had left running: ${names}.`);
  }
  const printer = new ProgressPrinter({ print, verbose: options.verbose });
  const supervisor = await Supervisor.prepare({
    parts: sandboxParts({ ...options, skipBuild: !options.build }),
    dataDirectory,
    state,
    onStatus: (part, status) => printer.show(part, status),
  });
  const control = await startControlServer(supervisor);
  await state.setControlSocket(control.socket);
  const portalUrl =
    supervisor.environment.get(PAGES_VARIABLE) ??
    supervisor.environment.get('SANDBOX_PORTAL_URL');
  if (portalUrl) {
    await state.setPortalUrl(portalUrl);
  }
  const started = supervisor.start();
  const usable = options.only ? started : supervisor.settled('portal');
  await Promise.race([usable, stopped]);
  if (!stop.aborted) {
    print(summary({ parts: supervisor.report(), portalUrl, dataDirectory }));
    print(
      `  Ready after ${duration(
        performance.now() - began,
      )}. Ctrl-C stops everything and keeps the data.\n`,
    );
  }
  await stopped;
  print('Stopping …');
  printer.stopping();
  await supervisor.stop();
  await started;
  await control.stop();
  await state.release();
  print('Stopped. The data is kept; "npm run reset" forgets it.');
}
