/**
 * Aborted by Ctrl-C, by SIGTERM, or when the terminal goes. Further requests change nothing, so that an impatient
 * second Ctrl-C leaves no process behind.
 */
export function stopSignal(): AbortSignal {
  const request = new AbortController();
  const stop = () => request.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, stop);
  }
  return request.signal;
}
