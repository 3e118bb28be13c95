// The console's own idea of a list must be the server's.
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../shared_js/wire';
import { ticket } from '../store/fixtures';
import { dueAt, fits, moment, orderOf, type Reader } from './fit';
import { parseQuery, SORTS } from './query';

const NOW = Date.parse('2026-11-24T09:00:00.000Z');
const reader: Reader = { me: 'ada', teams: ['billing'], now: NOW, present: (_, name) => (name === 'Money back'
  ? 'Refund' : name) };
const ada = { id: 'ada', name: 'Ada', picture: null };
const billing = { id: 'billing', name: 'Billing' };
const clock = (due_at: string, state = 'ok') => ({ next_response: { state, due_at }, resolution: null });
const shown = (search: string, parts: Partial<Ticket>) => fits(ticket(parts), parseQuery(search), reader);

describe('fits', () => {
  it.each<[string, Partial<Ticket>, 'yes' | 'no' | 'maybe']>([
    ['', {}, 'yes'], ['', { status: 'closed' }, 'no'], ['status=any', { status: 'closed' }, 'yes'],
    ['status=open,waiting', { status: 'waiting' }, 'yes'], ['status=open', { status: 'resolved' }, 'no'],
    ['view=mine', { assignee: ada }, 'yes'], ['view=mine', {}, 'no'], ['view=unassigned', {}, 'yes'],
    ['view=team', { team: billing }, 'yes'], ['view=team', { team: { id: 'x', name: 'X' } }, 'no'],
      ['view=team', {}, 'no'],
    ['view=urgent', { priority: 'urgent' }, 'yes'], ['view=urgent', { priority: 'high' }, 'no'],
    ['view=overdue', { sla: clock('2026-11-24T08:59:59.000Z') }, 'yes'], ['view=overdue', {}, 'no'],
    ['view=overdue', { sla: clock('2026-11-24T08:00:00.000Z', 'met') }, 'no'],
    ['assignee=me,none', {}, 'yes'], ['assignee=bo', { assignee: ada }, 'no'], ['team=none', {}, 'yes'],
    ['team=mine', { team: billing }, 'yes'], ['priority=high,low', { priority: 'low' }, 'yes'],
    ['label=Refund,Bug', { labels: ['Refund'] }, 'no'], ['label=Money back', { labels: ['Refund', 'Bug'] }, 'yes'],
    ['category=Billing,Sales', { category: 'Sales' }, 'yes'], ['category=Billing', {}, 'no'],
      ['channel=email', {}, 'no'],
    ['from=2026-11-24&to=2026-11-24', {}, 'yes'], ['from=2026-11-25', {}, 'no'], ['to=2026-11-23', {}, 'no'],
    ['q=hopper', {}, 'maybe'], ['q=hopper&status=waiting', {}, 'no'], ['customer=u1', {}, 'yes'],
      ['customer=u2', {}, 'maybe'],
  ])('%s %j: %s', (search, parts, expected) => expect(shown(search, parts)).toBe(expected));
});

describe('order', () => {
  const list = [
    ticket({ number: 1, priority: 'low', created_at: '2026-11-01T00:00:00.000Z',
      updated_at: '2026-11-05T00:00:00.000Z' }),
    ticket({ number: 2, priority: 'urgent', created_at: '2026-11-03T00:00:00.000Z',
      updated_at: '2026-11-04T00:00:00.000Z' }),
    ticket({ number: 3, priority: 'medium', created_at: '2026-11-02T00:00:00.000Z',
      updated_at: '2026-11-04T00:00:00.000Z',
      sla: clock('2026-11-24T10:00:00.000Z') }),
  ];
  it.each([['due', [3, 2, 1]], ['updated', [1, 3, 2]], ['created', [1, 3, 2]], ['-created', [2, 3, 1]],
    ['number', [1, 2, 3]]] as const)(
    '%s', (sort, expected) => expect([...list].sort(orderOf(sort)).map(({ number }) => number)).toEqual(expected));
  it('puts what is done behind all else, whatever its priority and deadline', () => {
    const done = (number: number, status: Ticket['status']) => ticket({ number, status, priority: 'urgent',
      sla: clock('2026-11-24T08:00:00.000Z') });
    const all = [done(4, 'resolved'), ...list, done(5, 'closed')].sort(orderOf('due'));
    expect(all.map(({ number }) => number)).toEqual([3, 2, 1, 4, 5]);
    expect(fits(all[3]!, parseQuery('view=overdue'), reader)).toBe('no');
  });
  it('is total', () => {
    for (const sort of SORTS) expect(orderOf(sort)(ticket({ number: 1 }), ticket({ number: 2 }))).not.toBe(0);
  });
});

it('takes a date for its day', () => {
  expect(moment('2026-11-24')).toBe(Date.parse('2026-11-24T00:00:00Z'));
  expect(moment('2026-11-24', true)).toBe(Date.parse('2026-11-25T00:00:00Z'));
});
it('finds no deadline where no clock runs', () => expect(dueAt(ticket()) > NOW * 10).toBe(true));
