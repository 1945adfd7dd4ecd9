import getPort, { portNumbers } from 'get-port';

/** Where a port may come from, in the order in which it is tried. */
export interface PortWishes {
  /** The port of the last start. */
  readonly last?: number;
  /** 0 for any. */
  readonly preferred: number;
}

/** How far from the preferred port to look. */
const RANGE = 200;

/** A free TCP port: that of the last start, else the preferred one, else one of the next. */
export async function choosePort({
  last,
  preferred,
}: PortWishes): Promise<number> {
  if (preferred === 0) {
    return await getPort({ port: last });
  }
  const wishes = portNumbers(preferred, Math.min(preferred + RANGE, 65_535));
  return await getPort({ port: last ? [last, ...wishes] : wishes });
}
