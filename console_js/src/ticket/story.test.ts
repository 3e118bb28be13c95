import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../../shared_js/wire';
import { continues, isWrittenDown } from './story';

const entry = (type: string, kind: TimelineEntry['actor']['kind'], seq: number): TimelineEntry => ({
  id: `e${seq}`, seq, type, actor: { kind, id: 'a1', name: 'Alice' }, at: '2026-11-24T08:00:00.000Z', audience: 'public',
  text: '', body: 'It leaks.',
});

describe('the words that open a ticket', () => {
  it('are the customer’s, where an agent wrote them down', () => {
    expect(isWrittenDown(entry('message.opened', 'agent', 1))).toBe(true);
    expect(isWrittenDown(entry('message.opened', 'visitor', 1))).toBe(false);
    expect(isWrittenDown(entry('message.chat', 'agent', 2))).toBe(false);
  });
  it('are not gone on with by who wrote them down', () => {
    expect(continues(entry('message.chat', 'agent', 2), entry('message.opened', 'agent', 1))).toBe(false);
    expect(continues(entry('message.chat', 'agent', 3), entry('message.chat', 'agent', 2))).toBe(true);
  });
});
