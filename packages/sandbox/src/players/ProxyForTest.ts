import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Stands between a client and a server, so that a test can cut the one off from the other. */
export class ProxyForTest {
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #server?: Server;
  #port = 0;

  constructor(target: URL) {
    this.#target = { host: target.hostname, port: Number(target.port) };
  }

  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    const server = createServer(socket => {
      const upstream = connect(this.#target);
      for (const [from, to] of [
        [socket, upstream],
        [upstream, socket],
      ]) {
        this.#sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => this.#sockets.delete(from));
      }
    });
    this.#server = server;
    await new Promise<void>(resolve => {
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    // A server that listens on a port has an address with a port.
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Ends all connections and takes no more. */
  async cut(): Promise<void> {
    const closed = new Promise(resolve => {
      this.#server?.close(resolve);
    });
    this.#sockets.forEach(socket => socket.destroy());
    await closed;
  }
}
