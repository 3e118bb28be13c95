/** The timeline's filter: by kind, author, day and words. */
import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../../shared_js/wire';
import { authors, countChosen, countGroups, filterTimeline, groupOf, isFiltered, NO_FILTER, type TimelineFilter } from './filter';

let seq = 0;
const entry = (type: string, text: string, body?: string, name = 'Zoë', at = '2026-11-24T12:00:00'): TimelineEntry => ({
  id: `e${++seq}`, seq, type, actor: { kind: 'agent', id: name, name }, at: new Date(at).toISOString(), audience: 'public', text,
  ...(body !== undefined && { body }),
});
const file = { id: 'f', name: 'Rechnung März.pdf', type: 'application/pdf', size: 1, image: false, url: '' };
const timeline = [
  entry('chat.converted', 'made this ticket from a chat', undefined, 'Zoë', '2026-11-20T23:59:59'),
  entry('message.visitor', '', 'Where is my order?', 'Noor', '2026-11-21T00:00:00'),
  entry('status.changed', 'set the status to Resolved', undefined, 'Zoë', '2026-11-21T23:59:59'),
  entry('note', '', 'أين طلبي؟ Refund agreed', 'Zoë', '2026-11-22T00:00:00'),
  entry('labels.changed', 'added Refund'),
  { ...entry('reply', '', 'See there'), attachments: [file] },
  entry('reply.sent', 'sent the reply'),
  { ...entry('merge.into', 'merged this ticket into #1001'), from: 1002, seq: 0 },
];
const find = (filter: Partial<TimelineFilter>) => filterTimeline(timeline, { ...NO_FILTER, ...filter }).map((one) => timeline.indexOf(one));

describe('the timeline filter', () => {
  it('sorts types into kinds by their first word', () => {
    expect(timeline.map(groupOf)).toEqual(['chat', 'messages', 'changes', 'notes', 'changes', 'messages', 'messages', 'changes']);
    expect(countGroups(timeline)).toEqual({ all: 6, messages: 2, notes: 1, files: 1, changes: 2, chat: 1 });
  });
  it('shows one kind, or all that has a place of its own', () => {
    expect(find({ words: ' ' })).toEqual([0, 1, 2, 3, 4, 5]);
    expect(find({ group: 'notes' })).toEqual([3]);
    expect(find({ group: 'files' })).toEqual([5]);
    expect(find({ type: 'attachment' })).toEqual([5]);
    expect(find({ type: 'labels' })).toEqual([4]);
  });
  it('wants every word, in text, body, author or file name, whatever case and accents', () => {
    expect(find({ words: 'refund' })).toEqual([3, 4]);
    expect(find({ words: 'ZOE resolved' })).toEqual([2]);
    expect(find({ words: 'طلبي' })).toEqual([3]);
    expect(find({ words: 'marz rechnung' })).toEqual([5]);
    expect(find({ group: 'messages', words: 'refund' })).toEqual([]);
  });
  it('counts days as the reader does, the last one whole', () => {
    expect(find({ from: '2026-11-21', to: '2026-11-21' })).toEqual([1, 2]);
    expect(find({ to: '2026-11-20' })).toEqual([0]);
    expect(find({ from: '2026-11-22', actor: 'Zoë' })).toEqual([3, 4, 5]);
  });
  it('knows who appears, and whether anything is left out', () => {
    expect(authors(timeline).map(({ id }) => id)).toEqual(['Zoë', 'Noor']);
    expect([isFiltered(NO_FILTER), isFiltered({ ...NO_FILTER, words: '  ' }), isFiltered({ ...NO_FILTER, to: '2026-01-01' })]).toEqual([false, false, true]);
    expect(countChosen({ ...NO_FILTER, words: 'a', type: 'note', actor: 'x' })).toBe(2);
  });
});
