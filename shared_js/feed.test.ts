import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Feed, type SyncAnswer } from './feed';
import { line } from './fixtures';
import type { Ack } from './wire';

const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => line(from + index));
const seqs = (feed: Feed) => feed.thread.value.entries.map((entry) => entry.seq);
const offline: Ack<SyncAnswer> = { ok: false, error: { code: 'unavailable', message: 'away' } };

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });
const aMoment = () => vi.advanceTimersByTimeAsync(300);

describe('feed', () => {
  it('asks for what is missing when pushes leave a gap, and not when they only come late', async () => {
    const ask = vi.fn(async (after: number): Promise<Ack<SyncAnswer>> => ({ ok: true, messages: lines(after + 1, 5), seq: 5, more: false }));
    const feed = new Feed(ask);
    feed.receive(line(2));
    feed.receive(line(1));
    await aMoment();
    expect(ask).not.toHaveBeenCalled();
    feed.receive(line(5));
    await aMoment();
    expect(ask.mock.calls).toEqual([[2]]);
    expect(seqs(feed)).toEqual([1, 2, 3, 4, 5]);
  });

  it('asks when the chat is said to be further than what came', async () => {
    const ask = vi.fn(async (): Promise<Ack<SyncAnswer>> => ({ ok: true, messages: [], seq: 3, more: false }));
    const feed = new Feed(ask);
    feed.snapshot(lines(1, 2), 2);
    feed.noticed(3);
    await aMoment();
    feed.noticed(3);
    await aMoment();
    expect(ask.mock.calls).toEqual([[2]]);
    expect(feed.thread.value.complete).toBe(3);
  });

  it('goes on while there is more', async () => {
    const ask = vi.fn(async (after: number): Promise<Ack<SyncAnswer>> =>
      ({ ok: true, messages: lines(after + 1, Math.min(after + 2, 5)), seq: Math.min(after + 2, 5), more: after + 2 < 5 }));
    const feed = new Feed(ask);
    await feed.catchUp();
    expect(seqs(feed)).toEqual([1, 2, 3, 4, 5]);
    expect(ask.mock.calls).toEqual([[0], [2], [4]]);
  });

  it('gives up quietly without an answer and can be asked again', async () => {
    let answer: Ack<SyncAnswer> = offline;
    const feed = new Feed(async () => answer);
    await feed.catchUp();
    expect(seqs(feed)).toEqual([]);
    answer = { ok: true, messages: lines(1, 1), seq: 1, more: false };
    await feed.catchUp();
    expect(seqs(feed)).toEqual([1]);
  });
});
