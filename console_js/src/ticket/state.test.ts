/** A ticket fed by pushes equals a fresh load, whatever order or how often they come. */
import { describe, expect, it } from 'vitest';
import type { Ticket, TimelineEntry } from '../../../shared_js/wire';
import { changedFields, fold, load, overlay } from './state';

const ada = { id: 'a1', name: 'Ada', picture: null };
const base: Ticket = {
  number: 1001, subject: 'Late parcel', status: 'open', priority: 'medium', assignee: null, team: null, labels: [], category: null,
  channel: 'chat', customer: { id: 'c1', name: 'Noor', email: null }, seq: 1, created_at: '2026-11-24T06:00:00.000Z',
  updated_at: '2026-11-24T06:00:00.000Z', sla: {}, chat: 'ch1',
};
const full: Ticket = { ...base, transcript: [], chat_timeline: [] };
const entry = (seq: number, type: string): TimelineEntry =>
  ({ id: `e${seq}`, seq, type, actor: { kind: 'agent', ...ada }, at: base.created_at, audience: 'agents', text: type });

const history: { event: TimelineEntry; ticket: Ticket }[] = [
  { event: entry(2, 'assignment.changed'), ticket: { ...base, seq: 2, assignee: ada, status: 'in_progress' } },
  { event: entry(3, 'note'), ticket: { ...base, seq: 3, assignee: ada, status: 'in_progress' } },
  { event: entry(4, 'priority.changed'), ticket: { ...base, seq: 4, assignee: ada, status: 'in_progress', priority: 'urgent' } },
];
const start = () => load({ ticket: full, events: [entry(1, 'chat.converted')], seq: 1 });
const fresh = load({
  ticket: { ...history[2]!.ticket, transcript: [], chat_timeline: [] },
  events: [entry(1, 'chat.converted'), entry(2, 'assignment.changed'), entry(3, 'note'), entry(4, 'priority.changed')], seq: 4,
});

describe('a ticket fed by pushes', () => {
  it('equals a fresh load', () => {
    expect(history.reduce((known, push) => fold(known, push).loaded, start())).toEqual(fresh);
  });
  it('is unmoved by a push that comes twice or late', () => {
    const twice = [...history, history[0]!, history[2]!];
    expect(twice.reduce((known, push) => fold(known, push).loaded, start())).toEqual(fresh);
  });
  it('notices a gap, and is whole again after it is filled', () => {
    const skipped = fold(start(), history[1]!);
    expect(skipped.gap).toBe(true);
    expect(skipped.loaded.seq).toBe(1);
    expect(fold(start(), history[0]!).gap).toBe(false);
  });
  it('keeps the order in which the server tells what was merged in', () => {
    const merged = { ...entry(0, 'message'), id: 'm', from: 1000 };
    const known = load({ ticket: full, events: [{ ...merged, id: 'a' }, entry(1, 'message'), merged], seq: 1 });
    expect(fold(known, history[0]!).loaded.entries.map(({ id }) => id)).toEqual(['a', 'e1', 'm', 'e2']);
  });
  it('tells what became of a reply and of a change, also when that comes first', () => {
    const reply: TimelineEntry = { ...entry(2, 'reply'), body: 'Hi', delivery: 'held', held_until: base.created_at };
    const push = (event: TimelineEntry) => ({ event, ticket: { ...base, seq: event.seq } });
    const sent = push({ ...entry(3, 'reply.sent'), data: { event: 'e2' } });
    const undo = push({ ...entry(4, 'priority'), data: { undoes: 'e1' } });
    for (const order of [[push(reply), sent, undo], [undo, sent, push(reply)]]) {
      const { entries } = order.reduce((known, one) => fold(known, one).loaded, start());
      expect(entries.map(({ delivery, undone_by }) => delivery ?? undone_by)).toEqual(['e4', 'sent', undefined, undefined]);
    }
    const undone = fold(fold(start(), push(reply)).loaded, push({ ...entry(3, 'reply.undone'), data: { event: 'e2' } })).loaded;
    expect(undone.entries[1]).toMatchObject({ delivery: 'undone', undone_by: 'e3' });
  });
  it('asks for the entry behind a ticket that came alone', () => {
    expect(fold(start(), { ticket: history[0]!.ticket }).gap).toBe(true);
    expect(fold(start(), { ticket: base }).gap).toBe(false);
  });
  it('keeps what only a single load holds', () => {
    expect(fold(start(), history[0]!).loaded.ticket.transcript).toEqual([]);
  });
});

describe('changes under way', () => {
  it('show at once, the last one on top, and vanish when taken back', () => {
    const pending = [{ id: 1, changes: { priority: 'high' as const } }, { id: 2, changes: { priority: 'low' as const } }];
    expect(overlay(base, pending).priority).toBe('low');
    expect(overlay(base, pending.slice(0, 1)).priority).toBe('high');
    expect(overlay(base, [])).toEqual(base);
  });
  it('name the fields that changed', () => {
    expect(changedFields(base, history[0]!.ticket)).toEqual(['status', 'assignee']);
    expect(changedFields(base, { ...base, seq: 9 })).toEqual([]);
  });
});
