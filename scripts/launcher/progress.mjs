// @ts-check
/** @param {number} milliseconds */
export function formatElapsed(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Runs one part of the set-up and shows how long it took. A long part says every 15 seconds that it is still going,
 * because the first install is silent for minutes and looks dead otherwise.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {{ write?: (line: string) => void; describe?: (result: T) => string; succeeded?: (result: T) => boolean; heartbeat?: number }} [options]
 * @returns {Promise<T>}
 */
export async function showElapsed(title, work, options = {}) {
  const {
    write = line => process.stderr.write(`${line}\n`),
    describe = () => '',
    succeeded = () => true,
    heartbeat = 15_000,
  } = options;
  const started = performance.now();
  const elapsed = () => formatElapsed(performance.now() - started);
  const timer = setInterval(
    () => write(`  … ${title}: ${elapsed()} so far`),
    heartbeat,
  );
  try {
    const result = await work();
    const detail = describe(result);
    write(
      `  ${succeeded(result) ? '✓' : '✗'} ${title}${
        detail ? `: ${detail}` : ''
      } (${elapsed()})`,
    );
    return result;
  } catch (error) {
    write(`  ✗ ${title} (${elapsed()})`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
