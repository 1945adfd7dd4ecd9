// @ts-check
/** @type {readonly NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Calls a function for each request to stop, instead of ending at once, until the returned function is called.
 *
 * @param {(signal: NodeJS.Signals) => void} handle
 * @returns {() => void}
 */
export function onSignal(handle) {
  for (const signal of signals) {
    process.on(signal, handle);
  }
  return () => {
    for (const signal of signals) {
      process.off(signal, handle);
    }
  };
}
