import type { Clock } from '../Clock';
import { ByteChannel } from './ByteChannel';
import type { Fault } from './Fault';
import type { TrafficRecord } from './TrafficRecord';

/** Options of {@link ServerAnswer}. */
export interface ServerAnswerOptions {
  clock: Clock;
  record: TrafficRecord;
  fault: Fault;
  signal: AbortSignal;
  /** Between two moments of the server and of the client. */
  latencyMilliseconds: number;
  isWatch: boolean;
}

const broken = new Error('The connection was reset.');

/** The body of one answer on its way to the client, with what goes wrong on that way. */
export class ServerAnswer {
  readonly #options: ServerAnswerOptions;
  readonly #channel: ByteChannel;
  readonly #timers = new Set<() => void>();
  readonly #startedAt: number;
  readonly #whenOver: (() => void)[] = [];
  #bytes = 0;
  #lines = 0;
  #isSilent = false;
  #hasEnded = false;

  constructor(options: ServerAnswerOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.#channel = new ByteChannel(options.signal, () => this.#finish());
    options.signal.addEventListener('abort', () => this.#finish(), {
      once: true,
    });
    if (options.fault.type === 'cut') {
      this.after(options.fault.afterMilliseconds, () => this.#cut());
    }
  }

  /** Calls back once, when nothing more can be sent. */
  whenOver(callback: () => void): void {
    this.#whenOver.push(callback);
  }

  get isSilent(): boolean {
    return this.#isSilent;
  }

  get body(): AsyncIterable<Uint8Array> {
    return this.#channel.read();
  }

  /** Calls back, unless the answer has ended by then. */
  after(milliseconds: number, callback: () => void): void {
    const callOff = this.#options.clock.schedule(() => {
      this.#timers.delete(callOff);
      callback();
    }, milliseconds);
    this.#timers.add(callOff);
  }

  /** Sends a line; `delivered` is called when the client has all of it. */
  send(value: unknown, delivered: () => void = () => {}): void {
    const { fault, isWatch, latencyMilliseconds } = this.#options;
    this.after(latencyMilliseconds, () => {
      this.#deliver(value, delivered);
      if (fault.type === 'duplicates' && isWatch && this.#lines % 3 === 0) {
        this.#deliver(value, () => {});
      }
    });
  }

  end(): void {
    this.after(this.#options.latencyMilliseconds, () => {
      if (!this.#isSilent) {
        this.#channel.end();
        this.#finish();
      }
    });
  }

  /** Breaks the connection; a half-open one stays as it is, since nobody hears of it. */
  reset(): void {
    const { clock, isWatch, record } = this.#options;
    if (this.#isSilent || this.#hasEnded) {
      return;
    }
    this.#channel.end(broken);
    this.#finish();
    if (isWatch && clock.now() - this.#startedAt > 6_000) {
      // It had worked: there is no reason to be slow.
      record.expectRequestWithin(1_600);
    }
  }

  /** From now on, nothing arrives any more, and nobody is told. */
  silence(): void {
    this.#isSilent = true;
  }

  #deliver(value: unknown, delivered: () => void): void {
    const { fault, record } = this.#options;
    if (this.#hasEnded) {
      return;
    }
    if (this.#isSilent) {
      this.#loseLine();
      return;
    }
    this.#lines++;
    const isReplaced = fault.type === 'line' && fault.atLine === this.#lines;
    const text = isReplaced
      ? this.#replacement(fault.line)
      : JSON.stringify(value);
    const bytes = Buffer.from(`${text}\n`);
    if (fault.type === 'cut' && this.#bytes + bytes.length > fault.atByte) {
      this.#push(bytes.subarray(0, fault.atByte - this.#bytes));
      this.#cut();
      this.#loseLine();
      return;
    }
    this.#push(bytes);
    record.delivered();
    if (!isReplaced) {
      delivered();
    }
    if (text.startsWith('{"type":"ERROR"')) {
      this.end();
    }
  }

  #loseLine(): void {
    const { clock, record } = this.#options;
    if (this.#isSilent && clock.now() - this.#startedAt < 1_500) {
      record.deceived('lost lines');
    }
  }

  #push(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    if (bytes.length > 0) {
      this.#channel.push(bytes);
    }
  }

  #replacement(line: 'garbage' | 'gone' | 'error'): string {
    const { isWatch, record } = this.#options;
    switch (line) {
      case 'garbage':
        record.malformedLines++;
        record.stumblingBlocks++;
        return '{"type":"MODIFIED","object":{"metadata":{"name":7}}}';
      case 'gone':
        if (isWatch) {
          record.toldGone();
        }
        return '{"type":"ERROR","object":{"code":410,"message":"too old"}}';
      default:
        record.stumblingBlocks++;
        return '{"type":"ERROR","object":{"code":500,"message":"internal"}}';
    }
  }

  #cut(): void {
    const { fault, record } = this.#options;
    if (fault.type !== 'cut' || this.#hasEnded || this.#isSilent) {
      return;
    }
    if (fault.how === 'silence') {
      this.silence();
    } else if (fault.how === 'reset') {
      this.reset();
    } else {
      record.stumblingBlocks++;
      this.#channel.end();
      this.#finish();
    }
  }

  #finish(): void {
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      this.#timers.forEach(callOff => callOff());
      this.#whenOver.forEach(callback => callback());
    }
  }
}
