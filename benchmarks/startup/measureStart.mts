/**
 * What `npm start` takes on a machine that has never seen the portal, and again: a fresh clone, a fresh HOME, by part.
 *
 *     node measureStart.mts
 *
 * With KUBEBUILDER_ASSETS set, the API server's binaries are taken from there instead of being fetched or built.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Starts the portal in a checkout, waits until it is there, and stops it. */
async function start(checkout: string, home: string): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['start', '--', '--port', '17210'], {
    cwd: checkout,
    env: { ...process.env, HOME: home, XDG_CACHE_HOME: join(home, '.cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let ready = 0;
  const listen = (text: string) => {
    process.stdout.write(text);
    output += text;
    if (!ready && /Ready after/.test(output)) {
      ready = performance.now() - began;
      // The whole group, as Ctrl-C in a terminal does.
      process.kill(-(child.pid ?? 0), 'SIGINT');
    }
  };
  child.stdout.setEncoding('utf8').on('data', listen);
  child.stderr.setEncoding('utf8').on('data', listen);
  await once(child, 'close');
  if (!ready) {
    throw new Error('The portal did not start; its output is above.');
  }
  return ready / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'golden-path-start-'));
chmodSync(folder, 0o755);
try {
  const checkout = join(folder, 'checkout');
  const home = join(folder, 'home');
  mkdirSync(home);
  execFileSync('git', ['clone', '--quiet', root, checkout]);
  console.log('──── cold: nothing is cached');
  const cold = await start(checkout, home);
  console.log('──── warm: everything is there');
  const warm = await start(checkout, home);
  console.log(`cold ${cold.toFixed(0)} s, warm ${warm.toFixed(0)} s`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
