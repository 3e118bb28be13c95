/** The timeline's filter: by kind and by words. */
import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../../shared_js/wire';
import { countGroups, filterTimeline, groupOf } from './filter';
import { story } from './story';

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

describe('the story', () => {
  const said = (chat_seq: number, body: string): TimelineEntry => ({ ...entry('message', '', body), id: `m${chat_seq}`, seq: 0, data: { chat_seq } });
  const step = (seq: number, type: string, text: string) => ({ seq, type, text, at: '2026-11-24T06:00:00.000Z', actor: { kind: 'agent' as const, id: 'a', name: 'Ada' } });
  it('weaves the chat before the ticket, then follows the ticket', () => {
    const entries = [said(1, 'Hello'), said(3, 'Hi'), { ...timeline[0]!, seq: 1 }];
    const chat_timeline = [step(1, 'chat.started', 'started the chat'), step(2, 'chat.accepted', 'joined the chat'), step(4, 'note', 'VIP')];
    const whole = story({ chat_timeline }, entries);
    expect(whole.map((one) => one.body ?? one.text)).toEqual(['started the chat', 'Hello', 'joined the chat', 'Hi', 'VIP', 'made this ticket from a chat']);
    expect(whole[4]).toMatchObject({ audience: 'agents', body: 'VIP', seq: 0 });
  });
});
