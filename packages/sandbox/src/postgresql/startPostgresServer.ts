import { execFile } from 'node:child_process';
import {
  access,
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { commandOf } from '../process/commandOf.ts';
import { ServerProcess } from '../process/ServerProcess.ts';
import { databaseUser, type SystemUser } from './databaseUser.ts';
import { postgresBinaries } from './postgresBinaries.ts';

const execute = promisify(execFile);

/** What PostgreSQL is started with. */
export interface PostgresServerOptions {
  /** Holds the database's own folder and its log. */
  readonly directory: string;
  readonly port: number;
  readonly password: string;
  /** The data need not survive a power cut: faster. */
  readonly throwAway?: boolean;
  readonly signal?: AbortSignal;
  recordProcess(pid: number): Promise<void>;
}

/** The superuser of the database. */
export const DATABASE_USER = 'postgres';

const READY_TIMEOUT_MILLISECONDS = 60_000;

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

/** Makes the database's folder once: complete, or not at all. */
async function initialise(
  options: PostgresServerOptions,
  user: SystemUser | undefined,
): Promise<string> {
  const data = join(options.directory, 'data');
  if (await exists(join(data, 'PG_VERSION'))) {
    return data;
  }
  const { initdb } = await postgresBinaries();
  // A folder of the same file system, owned by whoever runs the database.
  const draft = await mkdtemp(join(options.directory, 'new-'));
  try {
    const passwordFile = join(draft, 'password');
    const draftData = join(draft, 'data');
    await mkdir(draftData, { mode: 0o700 });
    await writeFile(passwordFile, options.password, { mode: 0o600 });
    if (user) {
      for (const path of [draft, draftData, passwordFile]) {
        await chown(path, user.userId, user.groupId);
      }
    }
    await execute(
      initdb,
      [
        `--pgdata=${draftData}`,
        `--username=${DATABASE_USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order of words on every machine, whatever locales it has.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        ...(options.throwAway ? ['--no-sync'] : []),
      ],
      { uid: user?.userId, gid: user?.groupId, cwd: draft },
    );
    await rm(data, { recursive: true, force: true });
    await rename(draftData, data);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return data;
}

/**
 * Removes the note of a server that was killed. PostgreSQL itself only looks whether some process has the number in
 * it, which after a restart of a machine or container is often a process of somebody else.
 */
async function removeStaleLock(data: string): Promise<void> {
  const lockFile = join(data, 'postmaster.pid');
  const content = await readFile(lockFile, 'utf8').catch(() => undefined);
  if (content === undefined) {
    return;
  }
  const pid = content.split('\n')[0];
  const command = await commandOf(pid);
  if (command?.includes('postgres')) {
    throw new Error(
      `Process ${pid} is a PostgreSQL server that already uses ${data}. Stop it first.`,
    );
  }
  await rm(lockFile, { force: true });
}

async function answers(options: PostgresServerOptions): Promise<boolean> {
  const client = new Client({
    host: '127.0.0.1',
    port: options.port,
    user: DATABASE_USER,
    password: options.password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {
    // The attempt below fails, and is made again.
  });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } finally {
    await client.end();
  }
}

/** Starts a PostgreSQL server on a folder of its own; makes the folder at the first start. */
export async function startPostgresServer(
  options: PostgresServerOptions,
): Promise<ServerProcess> {
  const user = await databaseUser();
  const data = await initialise(options, user);
  await removeStaleLock(data);
  await chmod(data, 0o700);
  const { postgres } = await postgresBinaries();
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    max_connections: '200',
    // Reached by TCP only: a socket's path may be too long, and a folder for it would have to be shared.
    unix_socket_directories: '',
    ...(options.throwAway
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : {}),
  };
  return await ServerProcess.start({
    name: 'PostgreSQL',
    command: postgres,
    arguments: [
      '-D',
      data,
      ...Object.entries(settings).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
      ]),
    ],
    workingDirectory: data,
    userId: user?.userId,
    groupId: user?.groupId,
    logFile: join(options.directory, 'postgresql.log'),
    ready: () => answers(options),
    readyTimeoutMilliseconds: READY_TIMEOUT_MILLISECONDS,
    // "End the sessions and stop", without waiting for the clients to go.
    stopSignal: 'SIGINT',
    signal: options.signal,
    recordProcess: options.recordProcess,
  });
}
