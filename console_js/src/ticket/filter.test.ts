/** The timeline's filter: by kind and by words. */
import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../../shared_js/wire';
import { countGroups, filterTimeline, groupOf } from './filter';

let seq = 0;
const entry = (type: string, text: string, body?: string, name = 'Zoë'): TimelineEntry => ({
  id: `e${++seq}`, seq, type, actor: { kind: 'agent', id: 'a', name }, at: '2026-11-24T06:00:00.000Z', audience: 'public', text,
  ...(body !== undefined && { body }),
});
const timeline = [
  entry('chat.converted', 'made this ticket from a chat'),
  entry('message.visitor', '', 'Where is my order?', 'Noor'),
  entry('status.changed', 'set the status to Resolved'),
  entry('note', '', 'أين طلبي؟ Refund agreed'),
  entry('labels.changed', 'added Refund'),
];

describe('the timeline filter', () => {
  it('sorts types into kinds by their first word', () => {
    expect(timeline.map(groupOf)).toEqual(['chat', 'messages', 'changes', 'notes', 'changes']);
    expect(countGroups(timeline)).toEqual({ all: 5, messages: 1, notes: 1, changes: 2, chat: 1 });
  });
  it('shows one kind, or all', () => {
    expect(filterTimeline(timeline, 'all', ' ')).toHaveLength(5);
    expect(filterTimeline(timeline, 'notes', '')).toEqual([timeline[3]]);
  });
  it('wants every word, in text, body or author, whatever case and accents', () => {
    expect(filterTimeline(timeline, 'all', 'refund')).toEqual([timeline[3], timeline[4]]);
    expect(filterTimeline(timeline, 'all', 'ZOE resolved')).toEqual([timeline[2]]);
    expect(filterTimeline(timeline, 'all', 'طلبي')).toEqual([timeline[3]]);
    expect(filterTimeline(timeline, 'messages', 'refund')).toEqual([]);
  });
});
