import { delimiter, join } from 'node:path';
import { documentationToolsDirectory } from './documentationTools.ts';

/** The variables that the sandbox's configuration file refers to, on top of our own. */
export function portalEnvironment(
  sandbox: ReadonlyMap<string, string>,
): NodeJS.ProcessEnv {
  const forThePortal = [...sandbox].filter(([name]) =>
    name.startsWith('SANDBOX_'),
  );
  const tools = join(documentationToolsDirectory(), 'bin');
  return {
    ...process.env,
    ...Object.fromEntries(forThePortal),
    // Put there even while they are being installed: they are found as soon as they are complete.
    PATH: [tools, process.env.PATH].join(delimiter),
  };
}
