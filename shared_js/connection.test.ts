import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from './connection';
import type { Ack, AgentHears, AgentSends } from './wire';

type Listener = (payload?: unknown) => void;
const NEVER = 'never' as const;

/** The part of a socket.io-client Socket that a Connection uses, with the server played by the test. */
class FakeSocket {
  listeners = new Map<string, Listener[]>();
  active = true;
  connects = 0;
  sent: [string, unknown][] = [];
  answer: (event: string) => Ack<object> | typeof NEVER = () => ({ ok: true });
  engine = { on: () => undefined, close: vi.fn() };
  io = { on: () => undefined, engine: this.engine };
  pending = new Set<(error: Error) => void>();
  connect() { this.connects++; return this; }
  disconnect() { return this; }
  on(event: string, listener: Listener) { this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]); }
  off(event: string, listener: Listener) { this.listeners.set(event, (this.listeners.get(event) ?? []).filter((l) => l !== listener)); }
  hear(event: string, payload?: unknown) { this.listeners.get(event)?.forEach((listener) => listener(payload)); }
  welcome() { this.hear('welcome', { server_time: new Date(Date.now() + 5_000).toISOString() }); }
  drop(reason: string) {
    this.hear('disconnect', reason);
    this.pending.forEach((fail) => fail(new Error('disconnected')));
    this.pending.clear();
  }
  timeout(ms: number) {
    return {
      emitWithAck: (event: string, payload: unknown) => {
        this.sent.push([event, payload]);
        const answer = this.answer(event);
        if (answer !== NEVER) return Promise.resolve(answer);
        return new Promise((_, fail) => {
          this.pending.add(fail);
          setTimeout(() => fail(new Error('timeout')), ms);
        });
      },
    };
  }
}

let socket: FakeSocket;
vi.mock('socket.io-client', () => ({ io: () => socket }));

function open() {
  socket = new FakeSocket();
  return new Connection<AgentSends, AgentHears>({ namespace: '/agent', auth: () => ({}) }).connect();
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });
const soon = () => vi.advanceTimersByTimeAsync(0);

describe('connection', () => {
  it('is online from the welcome on, and knows the clock of the server', () => {
    const connection = open();
    expect(connection.state.value).toBe('connecting');
    const states: string[] = [];
    connection.on('welcome', () => states.push(connection.state.value));
    socket.welcome();
    expect(states).toEqual(['online']);
    expect(connection.clockOffset.value).toBe(5_000);
    expect(connection.now()).toBe(Date.now() + 5_000);
  });

  it('sends the watch of a chat as watch', async () => {
    const connection = open();
    socket.welcome();
    await connection.send('watch.chat', { what: 'chat', id: 'c' });
    expect(socket.sent).toEqual([['watch', { what: 'chat', id: 'c' }]]);
  });

  it('answers at once, without a connection, what must not be done twice', async () => {
    const connection = open();
    expect(await connection.send('chat.accept', { chat: 'c' })).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(socket.sent).toEqual([]);
  });

  it('repeats after a lost connection what may be done twice', async () => {
    const connection = open();
    socket.welcome();
    socket.answer = () => NEVER;
    const answer = connection.send('read', { chat: 'c', seq: 3 });
    await soon();
    socket.drop('transport close');
    expect(connection.state.value).toBe('offline');
    socket.answer = () => ({ ok: true });
    await soon();
    expect(socket.sent.length).toBe(1);
    socket.welcome();
    expect(await answer).toEqual({ ok: true });
    expect(socket.sent.length).toBe(2);
  });

  it('passes a refusal on without trying again', async () => {
    const connection = open();
    socket.welcome();
    socket.answer = () => ({ ok: false, error: { code: 'not_found', message: 'no such chat' } });
    expect(await connection.send('sync', { chat: 'x', after: 0 })).toMatchObject({ error: { code: 'not_found' } });
    expect(socket.sent.length).toBe(1);
  });

  it('takes a connection that is silent for the whole time of an ack for dead', async () => {
    const connection = open();
    socket.welcome();
    socket.answer = () => NEVER;
    const answer = connection.send('chat.accept', { chat: 'c' });
    await vi.advanceTimersByTimeAsync(10_001);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(socket.engine.close).toHaveBeenCalledOnce();
  });

  it('is refused for good by the server, but tries again when the server is only not ready', async () => {
    const connection = open();
    const waiting = connection.send('sync', { chat: 'c', after: 0 });
    socket.active = false;
    const error = (code: string) => Object.assign(new Error('Sentence.'), { data: { code, message: 'Sentence.' } });
    socket.hear('connect_error', error('unavailable'));
    expect(connection.state.value).toBe('offline');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(socket.connects).toBe(2);
    socket.hear('connect_error', error('unauthenticated'));
    expect(connection.state.value).toBe('refused');
    expect(connection.refusal.value).toEqual({ code: 'unauthenticated', message: 'Sentence.' });
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
  });

  it('comes back after the server closed the connection', async () => {
    const connection = open();
    socket.welcome();
    socket.drop('io server disconnect');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([connection.state.value, socket.connects]).toEqual(['offline', 2]);
  });

  it('answers what waits when it is closed', async () => {
    const connection = open();
    const waiting = connection.send('sync', { chat: 'c', after: 0 });
    connection.close();
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });
});
