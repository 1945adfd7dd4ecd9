import { createWriteStream } from 'node:fs';

/** A log of a part that runs inside the supervisor. */
export interface LineLog {
  write(message: string): void;
  close(): void;
}

/** Opens a log file; what an earlier start wrote is dropped. */
export function openLineLog(file: string): LineLog {
  const stream = createWriteStream(file, { mode: 0o600 });
  return {
    write(message) {
      stream.write(`${new Date().toISOString()} ${message}\n`);
    },
    close() {
      stream.end();
    },
  };
}
