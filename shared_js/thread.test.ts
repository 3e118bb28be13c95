import { describe, expect, it } from 'vitest';
import { line } from './fixtures';
import { emptyThread, hasGap, highest, holds, merge, settle } from './thread';
import type { Message } from './wire';

const seqs = (thread: { entries: readonly Message[] }) => thread.entries.map((entry) => entry.seq);

describe('thread', () => {
  it('sorts what comes out of order and knows how far it is complete', () => {
    const thread = merge(merge(emptyThread, [line(1), line(4)]), [line(2)]);
    expect(seqs(thread)).toEqual([1, 2, 4]);
    expect(thread.complete).toBe(2);
    expect(hasGap(thread)).toBe(true);
    expect(merge(thread, [line(3)]).complete).toBe(4);
  });

  it('drops doubles by seq, by id and by client id, and then stays the same value', () => {
    const thread = merge(emptyThread, [line(1, 'a'), line(2)]);
    expect(merge(thread, [line(1, 'a'), line(2)])).toBe(thread);
    expect(merge(thread, [{ ...line(9, 'a'), id: 'other' }])).toBe(thread);
    expect(merge(thread, [{ ...line(9), id: 'm2' }])).toBe(thread);
    expect(seqs(merge(emptyThread, [line(1), line(1)]))).toEqual([1]);
  });

  it('settles the holes that notes leave, up to where the answer reaches', () => {
    const thread = merge(emptyThread, [line(1), line(3), line(6)]);
    const settled = settle(thread, [line(3)], 1, 5);
    expect(settled.complete).toBe(6);
    expect(hasGap(settled)).toBe(false);
  });

  it('does not trust an answer that begins after a hole of its own', () => {
    const thread = merge(emptyThread, [line(1)]);
    expect(settle(thread, [line(6)], 5, 6).complete).toBe(1);
  });

  it('sees a gap when the chat is known to be further', () => {
    const thread = merge(emptyThread, [line(1), line(2)]);
    expect(hasGap(thread, 2)).toBe(false);
    expect(hasGap(thread, 3)).toBe(true);
  });

  it('knows its own sent messages and its highest seq', () => {
    const thread = merge(emptyThread, [line(1, 'mine')]);
    expect([holds(thread, 'mine'), holds(thread, 'other'), highest(thread), highest(emptyThread)]).toEqual([true, false, 1, 0]);
  });

  it('ends in the same state whatever the order and the number of arrivals', () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map((seq) => line(seq));
    for (let round = 0; round < 200; round++) {
      const arrivals = [...all, ...all].sort(() => Math.random() - 0.5);
      const thread = arrivals.reduce((so_far, message) => merge(so_far, [message]), emptyThread);
      expect(seqs(thread)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(thread.complete).toBe(8);
    }
  });
});
