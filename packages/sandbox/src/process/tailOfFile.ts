import { open } from 'node:fs/promises';

/** The last lines of a log file; empty when there is none. */
export async function tailOfFile(
  file: string,
  lineCount: number,
): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) {
    return '';
  }
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, lineCount * 400);
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
      .slice(-lineCount)
      .join('\n');
  } finally {
    await handle.close();
  }
}
