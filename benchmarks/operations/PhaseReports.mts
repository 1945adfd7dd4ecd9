import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';

/** Where phases tell that they begin. They wait for the answer, so that a replica dies in the middle of one. */
export class PhaseReports {
  readonly url: string;
  readonly #server: Server;
  readonly #waiting: ServerResponse[] = [];
  #listeners: (() => void)[] = [];

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(port: number): Promise<PhaseReports> {
    const server = createServer();
    const reports = new PhaseReports(server, port);
    server.on('request', (_, response) => {
      reports.#waiting.push(response);
      const listeners = reports.#listeners;
      reports.#listeners = [];
      listeners.forEach(listener => listener());
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return reports;
  }

  /** Resolves when the next phase begins. */
  async next(): Promise<void> {
    await new Promise<void>(resolve => this.#listeners.push(resolve));
  }

  /** Lets all phases that wait go on. */
  answer(): void {
    this.#waiting.splice(0).forEach(response => response.end('{}'));
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
