import { rename, writeFile } from 'node:fs/promises';

/** Writes a private file so that a reader, or a start after a crash, sees the old content or the new one. */
export async function writeFileAtomically(
  file: string,
  content: string,
): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, file);
}
