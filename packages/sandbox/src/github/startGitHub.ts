import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { mkdir } from 'node:fs/promises';
import { getRequestListener } from '@hono/node-server';
import type { RepositorySeed } from '../seed/repositorySeed.ts';
import { createFront } from './createFront.ts';
import { Faults } from './faults/Faults.ts';
import type { RequestFault } from './faults/RequestFault.ts';
import { withControls } from './faults/withControls.ts';
import { WriteLog } from './faults/WriteLog.ts';
import type { WriteRecord } from './faults/WriteLog.ts';
import { Emulator } from './emulator/Emulator.ts';
import { Journal } from './emulator/Journal.ts';
import { Metadata } from './emulator/Metadata.ts';
import { GitRepositories } from './git/GitRepositories.ts';
import type { GitHubContext } from './GitHubContext.ts';
import { actions, bot, people } from './identities/people.ts';
import type { Person } from './identities/people.ts';
import { TokenStore } from './identities/TokenStore.ts';
import { prepareOrganization } from './prepareOrganization.ts';

/** How to start the stand-in. */
export interface GitHubOptions {
  /** Where repositories, accounts' tokens and everything else are kept between starts. */
  readonly dataDirectory: string;
  readonly port: number;
  /** Where the portal answers: people may be sent back there after they have signed in. */
  readonly portalUrl: string;
  /** Repositories that are made when they are not there yet. */
  readonly repositories: readonly RepositorySeed[];
  log(message: string): void;
  /** People who can sign in without being listed on the sign-in page. */
  readonly unlistedPeople?: readonly Person[];
  /** Deliberate failures, for tests. */
  readonly faults?: {
    /** Patterns of repository names; a push to one of them is declined. */
    readonly rejectPushTo?: readonly string[];
    /** Requests of the API and of Git that fail, and how. */
    readonly requests?: readonly RequestFault[];
  };
  /** Whether tests in other processes may change the failures and read the record of writes, over HTTP. */
  readonly controls?: boolean;
}

/** A running stand-in. */
export interface RunningGitHub {
  readonly url: string;
  /** Host and port, as a GitHub integration is configured with. */
  readonly host: string;
  /** The token of the bot, which administers the organisation. */
  readonly token: string;
  /** The token of the account in whose name pipelines run. */
  readonly actionsToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Location file of the example catalog, if its repository was seeded. */
  readonly catalogUrl?: string;
  /** Replaces the failing requests of the options. */
  setFaults(requests: readonly RequestFault[]): void;
  /** The requests that changed something, oldest first: also those whose sender got an error instead of the answer. */
  writes(): readonly WriteRecord[];
  forgetWrites(): void;
  stop(): Promise<void>;
}

const catalogRepository = 'software-catalog';

/** Starts the sandbox's GitHub on 127.0.0.1. */
export async function startGitHub(
  options: GitHubOptions,
): Promise<RunningGitHub> {
  await mkdir(options.dataDirectory, { recursive: true, mode: 0o700 });
  const url = `http://localhost:${options.port}`;
  const tokens = await TokenStore.open(options.dataDirectory);
  const accounts = [bot, actions, ...people, ...(options.unlistedPeople ?? [])];
  const emulator = await Emulator.start(url, accounts);
  try {
    const context = await openContext(options, { url, tokens, emulator });
    const { faults, writes } = context;
    const setFaults = (requests: readonly RequestFault[]) =>
      faults.set('options', requests);
    setFaults(options.faults?.requests ?? []);
    await prepareOrganization(context, options.repositories);
    const front = createFront(context);
    const server = await listen(
      options.controls ? withControls(context, front) : front,
      options.port,
    );
    const hasCatalog = await context.repositories.find({
      owner: 'acme',
      name: catalogRepository,
    });
    return {
      url,
      host: `localhost:${options.port}`,
      token: tokens.botToken,
      actionsToken: tokens.actionsToken,
      clientId: tokens.clientId,
      clientSecret: tokens.clientSecret,
      ...(hasCatalog
        ? {
            catalogUrl: `${url}/acme/${catalogRepository}/blob/main/all-components.yaml`,
          }
        : {}),
      setFaults,
      writes: () => [...writes.records],
      forgetWrites: () => writes.clear(),
      async stop() {
        await close(server);
        await emulator.close();
      },
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

/** Opens what earlier starts have left. */
async function openContext(
  options: GitHubOptions,
  parts: { url: string; tokens: TokenStore; emulator: Emulator },
): Promise<GitHubContext> {
  const { dataDirectory, log } = options;
  const { url, tokens, emulator } = parts;
  const rejected = options.faults?.rejectPushTo ?? ['^push-fails-'];
  return {
    url,
    portalUrl: options.portalUrl.replace(/\/+$/, ''),
    repositories: await GitRepositories.open(dataDirectory),
    metadata: await Metadata.open({
      emulator,
      journal: await Journal.open(dataDirectory, 'journal.jsonl'),
      log,
    }),
    statuses: await Journal.open(dataDirectory, 'statuses.jsonl'),
    tokens,
    people: [...people, ...(options.unlistedPeople ?? [])],
    rejectPushTo: rejected.map(pattern => new RegExp(pattern)),
    faults: new Faults(),
    writes: new WriteLog(),
    log,
  };
}

function listen(
  front: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<Server> {
  const server = createServer(getRequestListener(front));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
