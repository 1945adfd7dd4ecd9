import { once } from 'node:events';
import { createServer, connect, type Server, type Socket } from 'node:net';

/** What a {@link Wire} does with what it is to carry. */
type WireState = 'open' | 'broken' | 'silent';

/** A network connection to a server that can be broken, or that loses everything without a word. */
export class Wire {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #state: WireState = 'open';

  static async to(target: URL): Promise<Wire> {
    const wire = new Wire(target);
    wire.#server.listen(0, '127.0.0.1');
    await once(wire.#server, 'listening');
    return wire;
  }

  private constructor(target: URL) {
    this.#server = createServer(near => {
      if (this.#state === 'broken') {
        near.destroy();
        return;
      }
      const far = connect(Number(target.port), target.hostname);
      this.#carry(near, far);
      this.#carry(far, near);
    });
  }

  /** The address of the server through this wire. */
  through(url: string): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The wire is closed');
    }
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String(address.port);
    return changed.href;
  }

  /** What is sent is refused, as by a server that is down. */
  break(): void {
    this.#state = 'broken';
    this.#sockets.forEach(socket => socket.destroy());
  }

  /** What is sent is lost, as in a network that is cut. Connections of this time stay lost. */
  silence(): void {
    this.#state = 'silent';
  }

  mend(): void {
    this.#state = 'open';
  }

  async close(): Promise<void> {
    this.break();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #carry(from: Socket, to: Socket): void {
    let isLost = false;
    this.#sockets.add(from);
    from.on('data', data => {
      isLost ||= this.#state === 'silent';
      if (!isLost) {
        to.write(data);
      }
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
