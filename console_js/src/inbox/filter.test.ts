// Which rows each tab shows, and when a row asks for attention.
import { describe, expect, it } from 'vitest';
import { chat, ticket } from '../store/fixtures';
import { overdue, patience, show } from './filter';

const ada = { id: 'ada', name: 'Ada', picture: null };
const queue = { waiting: [chat()], mine: [chat({ id: 'c2' })], others: [],
  tickets: [ticket({ number: 1001, assignee: ada }), ticket({ number: 1002, status: 'waiting' })] };
const numbers = (list: { number: number }[]) => list.map(({ number }) => number);

describe('show', () => {
  it('shows all', () => expect(show(queue, 'all', 'waiting', 'ada')).toEqual(queue));
  it('shows who waits', () => expect(show(queue, 'waiting', 'unclosed', 'ada')).toEqual({ ...queue, mine: [], others: [], tickets: [] }));
  it('shows mine', () => {
    const { waiting, mine, tickets } = show(queue, 'mine', 'unclosed', 'ada');
    expect([waiting.length, mine.length, numbers(tickets)]).toEqual([0, 1, [1001]]);
  });
  it('shows what waits for my teams', () => {
    const team = { id: 'billing', name: 'Billing' };
    const { waiting, mine, tickets } = show({ ...queue, waiting: [chat(), chat({ id: 'c3', team })],
      tickets: [...queue.tickets, ticket({ number: 1003, team })] }, 'teams', 'unclosed', 'ada', ['billing']);
    expect([waiting.map(({ id }) => id), mine.length, numbers(tickets)]).toEqual([['c3'], 0, [1003]]);
  });
  it('shows tickets by status', () => {
    expect(numbers(show(queue, 'tickets', 'unclosed', 'ada').tickets)).toEqual([1001, 1002]);
    expect(numbers(show(queue, 'tickets', 'waiting', 'ada').tickets)).toEqual([1002]);
  });
});

it('sees an overdue clock', () => {
  expect(overdue(ticket({ sla: { resolution: { state: 'overdue' }, next_response: null } }))).toBe(true);
  expect(overdue(ticket({ sla: { resolution: { state: 'paused' } } }))).toBe(false);
});

it('loses patience in two steps', () => expect([0, 60_000, 180_000].map(patience)).toEqual(['fine', 'long', 'too_long']));
