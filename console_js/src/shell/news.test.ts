// What rings: new chats, chats given back, words in my chats that I do not look at.
import { describe, expect, it } from 'vitest';
import { chat } from '../store/fixtures';
import type { Queue } from '../store/board';
import { news, remember, unseen } from './news';

const queue = (parts: Partial<Queue> = {}): Queue => ({ waiting: [], mine: [], others: [], tickets: [], ...parts });
const mine = (seq: number, unread: number, kind: 'visitor' | 'agent' = 'visitor') =>
  chat({ status: 'active', seq, unread, last: { seq, at: '2026-11-24T08:00:00.000Z', kind, text: 'Hi' } });

describe('news', () => {
  it('tells of a chat once, and again when it comes back to the queue', () => {
    const first = queue({ waiting: [chat()] });
    expect(news(remember(queue()), first, null).waiting).toHaveLength(1);
    expect(news(remember(first), first, null).waiting).toHaveLength(0);
    expect(news(remember(first), queue({ waiting: [chat({ waiting_since: '2026-11-24T09:00:00.000Z' })] }), null).waiting).toHaveLength(1);
  });

  it('tells of each new message of a visitor in a chat of mine, unless I look at it', () => {
    const before = remember(queue({ mine: [mine(3, 1)] }));
    expect(news(before, queue({ mine: [mine(4, 2)] }), null).messages).toHaveLength(1);
    expect(news(before, queue({ mine: [mine(4, 2)] }), 'c1').messages).toHaveLength(0);
    expect(news(before, queue({ mine: [mine(3, 1)] }), null).messages).toHaveLength(0);
    expect(news(before, queue({ mine: [mine(4, 0, 'agent')] }), null).messages).toHaveLength(0);
  });

  it('tells of a chat that a colleague passed to me, not of one I accepted or had', () => {
    const before = remember(queue({ waiting: [chat()] }));
    expect(news(before, queue({ mine: [mine(4, 0)] }), null).passed).toHaveLength(1);
    expect(news(before, queue({ mine: [mine(4, 0)] }), 'c1').passed).toHaveLength(0);
    expect(news(remember(queue({ mine: [mine(3, 0)] })), queue({ mine: [mine(4, 0)] }), null).passed).toHaveLength(0);
  });
});

describe('unseen', () => {
  const passers = new Map([['c1', 'Max']]);

  it('holds what was passed to me until I look at it', () => {
    const passed = unseen({}, [mine(4, 0)], passers, [mine(4, 0)], null);
    expect(passed).toEqual({ c1: 'Max' });
    expect(unseen(passed, [], passers, [mine(4, 0)], 'c2')).toEqual(passed);
    expect(unseen(passed, [], passers, [mine(4, 0)], 'c1')).toEqual({});
  });
  it('forgets what I no longer have', () => expect(unseen({ c1: 'Max' }, [], passers, [], null)).toEqual({}));
});
