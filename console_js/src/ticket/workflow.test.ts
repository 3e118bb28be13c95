/** What is offered on a ticket, and what a change brings along. */
import { expect, it } from 'vitest';
import type { Ticket } from '../../../shared_js/wire';
import { mayBecome, withOwner, withStatus } from './workflow';

const ada = { id: 'a', name: 'Ada', picture: null };
const ticket = (status: Ticket['status'], assignee: Ticket['assignee'] = null) => ({ status, assignee }) as Ticket;

it('offers only moves the server knows', () => {
  expect(mayBecome(ticket('in_progress', ada), 'open')).toBe(false);
  expect(mayBecome(ticket('resolved'), 'open')).toBe(true);
  expect(mayBecome(ticket('resolved', ada), 'open')).toBe(false);
  expect(mayBecome(ticket('resolved', ada), 'closed')).toBe(true);
  expect(mayBecome(ticket('closed'), 'open')).toBe(false);
});
it('brings an owner along with progress, and the state along with an owner', () => {
  expect(withStatus(ticket('open'), 'in_progress', ada)).toEqual({ status: 'in_progress', assignee: ada });
  expect(withStatus(ticket('waiting', ada), 'in_progress', ada)).toEqual({ status: 'in_progress' });
  expect(withOwner(ticket('open'), ada)).toEqual({ assignee: ada, status: 'in_progress' });
  expect(withOwner(ticket('in_progress', ada), null)).toEqual({ assignee: null, status: 'open' });
  expect(withOwner(ticket('resolved', ada), null)).toEqual({ assignee: null });
});
