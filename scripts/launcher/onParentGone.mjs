// @ts-check
/**
 * Calls a function once when the process that started this one is gone. npm dies of a SIGTERM without telling its
 * script; without this, everything would go on with nobody to stop it. Started from a shell directly, this does nothing:
 * a shell may be left on purpose.
 *
 * @param {() => void} handle
 * @param {{ env: NodeJS.ProcessEnv; interval?: number }} options
 * @returns {() => void} stops watching
 */
export function onParentGone(handle, { env, interval = 1_000 }) {
  if (!env.npm_lifecycle_event) {
    return () => {};
  }
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      handle();
    }
  }, interval);
  return () => clearInterval(timer);
}
