import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const entryPoint = pathToFileURL(
  resolve(__dirname, '../../../../packages/sandbox/src/github/index.ts'),
).href;

// The sandbox is made of modules that Jest cannot load, and a process of its own is closer to a real server anyway.
const program = `
  import { startGitHub } from ${JSON.stringify(entryPoint)};
  const [dataDirectory, port] = process.argv.slice(1);
  const gitHub = await startGitHub({
    dataDirectory,
    port: Number(port),
    portalUrl: 'http://localhost:7007',
    repositories: [],
    log() {},
  });
  process.send(gitHub.token);
  process.once('disconnect', () => gitHub.stop());
`;

/** The sandbox's GitHub with Git below it, in a process of its own. */
export class SandboxGitHub {
  readonly host: string;
  readonly token: string;
  readonly #process: ChildProcess;
  readonly #directory: string;

  static async start(): Promise<SandboxGitHub> {
    const directory = await mkdtemp(join(tmpdir(), 'writer-test-'));
    const port = await findFreePort();
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', program, directory, String(port)],
      { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    const [token] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error("The sandbox's GitHub did not start");
      }),
    ]);
    return new SandboxGitHub(child, {
      directory,
      host: `localhost:${port}`,
      token: String(token),
    });
  }

  private constructor(
    child: ChildProcess,
    options: { directory: string; host: string; token: string },
  ) {
    this.#process = child;
    this.#directory = options.directory;
    this.host = options.host;
    this.token = options.token;
  }

  get apiBaseUrl(): string {
    return `http://${this.host}/api/v3`;
  }

  /** Asks its API, past everything that a test puts between. */
  async ask(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.apiBaseUrl}${path}`, {
      method,
      headers: {
        authorization: `token ${this.token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.disconnect();
    await exited;
    await rm(this.#directory, { recursive: true, force: true });
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
