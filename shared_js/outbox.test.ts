import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { line } from './fixtures';
import { Outbox, type Unsent } from './outbox';
import type { Ack, ErrorCode, Message } from './wire';

type Answer = Ack<{ message: Message }>;
const fine = (entry: Unsent): Answer => ({ ok: true, message: line(1, entry.client_id) });
const no = (code: ErrorCode): Answer => ({ ok: false, error: { code, message: `because ${code}` } });

class Memory {
  map = new Map<string, string>();
  get length() { return this.map.size; }
  key(index: number) { return [...this.map.keys()][index] ?? null; }
  getItem(key: string) { return this.map.get(key) ?? null; }
  setItem(key: string, value: string) { this.map.set(key, value); }
  removeItem(key: string) { this.map.delete(key); }
}

function setup(answer: (entry: Unsent, n: number) => Answer | Promise<Answer>, storage: Memory | null = new Memory()) {
  const sent: string[] = [];
  const done: string[] = [];
  const outbox = new Outbox({
    storage, prefix: 'outbox:',
    deliver: async (entry) => { sent.push(entry.body); return answer(entry, sent.length); },
    delivered: (entry) => done.push(entry.body),
  });
  return { outbox, sent, done, storage };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });
const soon = () => vi.advanceTimersByTimeAsync(0);

describe('outbox', () => {
  it('sends in order, one at a time, and forgets what was confirmed', async () => {
    const answers: (() => void)[] = [];
    const { outbox, sent, done, storage } = setup((entry) => new Promise((give) => answers.push(() => give(fine(entry)))));
    outbox.add('c', 'one');
    outbox.add('c', 'two');
    await soon();
    expect(sent).toEqual(['one']);
    answers[0]!();
    await soon();
    expect(sent).toEqual(['one', 'two']);
    answers[1]!();
    await soon();
    expect(done).toEqual(['one', 'two']);
    expect([outbox.items.value.length, storage!.length]).toEqual([0, 0]);
  });

  it('keeps trying while there is no connection, with the same client id and in order', async () => {
    let online = false;
    const ids: string[] = [];
    const { outbox, sent, done } = setup((entry) => { ids.push(entry.client_id); return online ? fine(entry) : no('unavailable'); });
    outbox.add('c', 'one');
    outbox.add('c', 'two');
    await vi.advanceTimersByTimeAsync(8_000);
    expect(new Set(sent)).toEqual(new Set(['one']));
    expect(new Set(ids).size).toBe(1);
    online = true;
    outbox.flush();
    await soon();
    expect(done).toEqual(['one', 'two']);
  });

  it('marks a refused one as failed and goes on with the next', async () => {
    const { outbox, done } = setup((entry) => (entry.body === 'bad' ? no('invalid') : fine(entry)));
    outbox.add('c', 'bad');
    outbox.add('c', 'good');
    await soon();
    expect(done).toEqual(['good']);
    expect(outbox.items.value).toMatchObject([{ body: 'bad', state: 'failed', error: 'because invalid' }]);
  });

  it('sends a failed one again on request, or forgets it', async () => {
    let refuse = true;
    const { outbox, done, storage } = setup((entry) => (refuse ? no('conflict') : fine(entry)));
    const first = outbox.add('c', 'one');
    const second = outbox.add('c', 'two');
    await soon();
    refuse = false;
    outbox.remove(second.client_id);
    outbox.retry(first.client_id, 'd');
    await soon();
    expect(done).toEqual(['one']);
    expect(storage!.length).toBe(0);
  });

  it('survives a reload: what was unsent is there and is sent', async () => {
    const storage = new Memory();
    const before = setup(() => no('unavailable'), storage).outbox;
    before.add('c', 'one');
    before.add('c', 'two');
    await soon();
    before.close();
    storage.setItem('outbox:broken', '{');
    storage.setItem('other', 'x');
    const { outbox, done } = setup(fine, storage);
    expect(outbox.of('c').map((entry) => entry.body)).toEqual(['one', 'two']);
    outbox.flush();
    await soon();
    expect(done).toEqual(['one', 'two']);
  });

  it('holds later messages back until the first one has made the chat', async () => {
    const chats: (string | null)[] = [];
    let started = () => {};
    const { outbox, done } = setup((entry) => {
      chats.push(entry.chat);
      return entry.chat ? fine(entry) : new Promise((give) => { started = () => give(fine(entry)); });
    });
    outbox.add(null, 'hello');
    outbox.add(null, 'there');
    await soon();
    expect(chats).toEqual([null]);
    started();
    outbox.adopt('c');
    await soon();
    expect(done).toEqual(['hello', 'there']);
    expect(chats).toEqual([null, 'c']);
  });

  it('does not let one chat wait for another', async () => {
    const { outbox, done } = setup((entry) => (entry.chat === 'slow' ? new Promise<Answer>(() => undefined) : fine(entry)));
    outbox.add('slow', 'stuck');
    outbox.add('quick', 'through');
    await soon();
    expect(done).toEqual(['through']);
  });

  it('works without any storage', async () => {
    const { outbox, done } = setup(fine, null);
    outbox.add('c', 'one');
    await soon();
    expect(done).toEqual(['one']);
  });
});
