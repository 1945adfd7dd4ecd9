import { keptSecret } from '../data/keptSecret.ts';
import type { Part } from '../part.ts';
import {
  DATABASE_USER,
  startPostgresServer,
} from '../postgresql/startPostgresServer.ts';

/** How the database is run. */
export interface PostgresqlPartOptions {
  /** The data need not survive a power cut, and any port will do. */
  readonly throwAway?: boolean;
}

/** The portal's database. */
export function postgresqlPart(options: PostgresqlPartOptions = {}): Part {
  const chosen = { port: 0 };
  return {
    name: 'postgresql',
    title: 'PostgreSQL',

    async prepare({ dataDirectory, port }) {
      chosen.port = await port('postgresql', options.throwAway ? 0 : 7013);
      return {
        SANDBOX_POSTGRES_HOST: '127.0.0.1',
        SANDBOX_POSTGRES_PORT: String(chosen.port),
        SANDBOX_POSTGRES_USER: DATABASE_USER,
        SANDBOX_POSTGRES_PASSWORD: await keptSecret(dataDirectory, 'password'),
      };
    },

    async start({ dataDirectory, signal, recordProcess }) {
      const server = await startPostgresServer({
        directory: dataDirectory,
        port: chosen.port,
        password: await keptSecret(dataDirectory, 'password'),
        throwAway: options.throwAway,
        signal,
        recordProcess,
      });
      return {
        environment: {},
        location: `postgresql://${DATABASE_USER}@127.0.0.1:${chosen.port}`,
        stopped: server.stopped,
        stop: () => server.stop(),
      };
    },
  };
}
