import { open } from 'node:fs/promises';

/** Which lines of a log are worth showing. */
export interface TailOptions {
  readonly lineCount: number;
  readonly isWorthShowing?: (line: string) => boolean;
}

/** How much of the end of a log is looked at. */
const LOOK_BACK_BYTES = 256 * 1024;

/** The last lines of a log file; empty when there is none. */
export async function tailOfFile(
  file: string,
  { lineCount, isWorthShowing = () => true }: TailOptions,
): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) {
    return '';
  }
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, LOOK_BACK_BYTES);
    const { buffer } = await handle.read(
      Buffer.alloc(length),
      0,
      length,
      size - length,
    );
    return buffer
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .filter(isWorthShowing)
      .slice(-lineCount)
      .join('\n');
  } finally {
    await handle.close();
  }
}
