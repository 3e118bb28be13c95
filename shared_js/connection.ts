/**
 * One Socket.IO namespace, as the rest of the browser code wants it: typed sends that always resolve to an Ack,
 * a state to show, the server's clock, and a connection that comes back by itself.
 */
import { signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import type { Ack, Time, WireError } from './wire';

export type ConnectionState = 'connecting' | 'online' | 'offline' | 'refused';
type Shape<T> = { [K in keyof T]: [unknown, unknown] };

export interface ConnectionOptions {
  namespace: '/visitor' | '/agent';
  /** Asked anew at each connect, so that a new token is used at once. */
  auth: () => Record<string, unknown>;
  /** Another origin than the page's own; only tests need it. */
  origin?: string;
}

const ACK_TIMEOUT_MS = 10_000;
const TRIES_WHILE_ONLINE = 3;
/** Doing these twice is the same as doing them once, so they are sent again after a lost connection. */
const REPEATABLE = new Set(['sync', 'read', 'watch', 'unwatch', 'page', 'contact', 'chat.convert', 'presence.set']);
const NO_CONNECTION: WireError = { code: 'unavailable', message: 'There is no connection at the moment.' };
const NO_ANSWER: WireError = { code: 'unavailable', message: 'The server did not answer in time.' };
const temporary = (code: string) => code === 'unavailable' || code === 'rate_limited';

export class Connection<S extends Shape<S>, H extends { welcome: { server_time: Time } }> {
  readonly state = signal<ConnectionState>('connecting');
  /** Why the server refused the connection; set only while the state is 'refused'. */
  readonly refusal = signal<WireError | null>(null);
  /** Server's clock minus this computer's, in ms. */
  readonly clockOffset = signal(0);
  private readonly socket: Socket;
  private readonly waiting = new Set<() => void>();
  private readonly stop = new AbortController();
  private lastHeard = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private retries = 0;

  constructor(options: ConnectionOptions) {
    this.socket = io((options.origin ?? '') + options.namespace, {
      path: '/socket.io',
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      forceNew: true,
      autoConnect: false,
      reconnectionDelay: 300,
      reconnectionDelayMax: 5_000,
      randomizationFactor: 0.5,
      auth: (give: (auth: object) => void) => give(options.auth()),
    });
    this.listen();
    this.watchTheBrowser();
  }

  connect(): this {
    this.refusal.value = null;
    if (this.state.value === 'refused') this.state.value = 'connecting';
    this.socket.connect();
    return this;
  }

  /** Leaves and comes back, to be known under another `auth`. */
  reconnect(): void {
    clearTimeout(this.retryTimer);
    this.socket.disconnect().connect();
  }

  /** For good: answers what still waits, and no longer comes back. */
  close(): void {
    this.stop.abort();
    clearTimeout(this.retryTimer);
    this.socket.disconnect();
    this.settle('offline');
  }

  /** The present moment on the server's clock. */
  now(): number {
    return Date.now() + this.clockOffset.value;
  }

  on<K extends keyof H & string>(event: K, handler: (payload: H[K]) => void): () => void {
    const listener = handler as (payload: unknown) => void;
    this.socket.on(event as string, listener);
    return () => { this.socket.off(event as string, listener); };
  }

  /**
   * Never rejects. Repeatable events wait for a connection and outlive the loss of one; all others are tried once
   * and answer 'unavailable' (messages have the outbox for that).
   */
  async send<K extends keyof S & string>(event: K, payload: S[K][0]): Promise<Ack<S[K][1]>> {
    const wireName = event.startsWith('watch') ? 'watch' : event;
    if (!REPEATABLE.has(wireName)) return this.attempt(wireName, payload);
    for (let tries = 0; tries < TRIES_WHILE_ONLINE;) {
      if (!(await this.online())) break;
      const answer = await this.attempt(wireName, payload);
      if (answer.ok || answer.error.code !== 'unavailable') return answer as Ack<S[K][1]>;
      if (this.state.value === 'online') await pause(300 * 3 ** tries++);
    }
    return { ok: false, error: this.refusal.value ?? (this.state.value === 'online' ? NO_ANSWER : NO_CONNECTION) };
  }

  private async attempt(event: string, payload: unknown): Promise<Ack<never>> {
    if (this.state.value !== 'online') return { ok: false, error: NO_CONNECTION };
    const sentAt = Date.now();
    try {
      return await this.socket.timeout(ACK_TIMEOUT_MS).emitWithAck(event, payload);
    } catch {
      // A half-open connection (a woken laptop, a changed network) looks alive but is silent both ways.
      if (this.state.value === 'online' && this.lastHeard < sentAt) this.socket.io.engine?.close();
      return { ok: false, error: this.state.value === 'online' ? NO_ANSWER : NO_CONNECTION };
    }
  }

  /** Resolves to true once online, to false when refused or closed. */
  private online(): Promise<boolean> {
    return new Promise((resolve) => {
      const look = () => {
        const state = this.state.value;
        if (state !== 'online' && state !== 'refused' && !this.stop.signal.aborted) return;
        this.waiting.delete(look);
        resolve(state === 'online');
      };
      this.waiting.add(look);
      look();
    });
  }

  private settle(state: ConnectionState): void {
    this.state.value = state;
    for (const look of [...this.waiting]) look();
  }

  private listen(): void {
    const { socket } = this;
    const heard = () => { this.lastHeard = Date.now(); };
    socket.io.on('open', () => socket.io.engine?.on('packet', heard));
    // 'welcome', not 'connect': only then does the server know who we are. Registered first, so that every
    // other listener of 'welcome' already finds the state 'online'.
    socket.on('welcome', (welcome: { server_time: Time }) => {
      this.clockOffset.value = Date.parse(welcome.server_time) - Date.now();
      this.retries = 0;
      this.refusal.value = null;
      this.settle('online');
    });
    socket.on('disconnect', (reason) => {
      if (this.stop.signal.aborted) return;
      this.settle('offline');
      if (reason === 'io server disconnect') this.connectLater();
    });
    socket.on('connect_error', (error: Error & { data?: WireError }) => {
      if (socket.active) return this.settle('offline');
      const refusal: WireError = { code: error.data?.code ?? 'forbidden', message: error.message };
      if (temporary(refusal.code)) {
        this.settle('offline');
        return this.connectLater();
      }
      this.refusal.value = refusal;
      this.settle('refused');
    });
  }

  /** The library gives up after a disconnect or refusal by the server; a temporary one deserves another try. */
  private connectLater(): void {
    clearTimeout(this.retryTimer);
    const delay = Math.min(5_000, 300 * 2 ** this.retries++) * (0.5 + Math.random());
    this.retryTimer = setTimeout(() => this.socket.connect(), delay);
  }

  private watchTheBrowser(): void {
    if (typeof document === 'undefined') return;
    const { signal } = this.stop;
    const hurry = () => {
      // Leaving first drops the library's own back-off, which may be sleeping for seconds.
      if (this.state.value === 'offline') this.reconnect();
    };
    window.addEventListener('online', hurry, { signal });
    document.addEventListener('visibilitychange', () => { if (!document.hidden) hurry(); }, { signal });
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
