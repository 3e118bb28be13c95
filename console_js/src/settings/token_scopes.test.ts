import { expect, test } from 'vitest';
import { endOf, inWords, toggled } from './token_scopes';

test('a token is told in as few words as say it all', () => {
  expect(inWords(['tickets:read', 'tickets:write', 'chats:read', 'people:write', 'admin']))
    .toEqual(['Tickets', 'Chats (read)', 'People (write)', 'Admin']);
  expect(inWords([])).toEqual([]);
});

test('ticking and unticking', () => {
  expect(toggled(['a'], 'b', true)).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a', false)).toEqual(['b']);
  expect(toggled(['a'], 'a', true)).toEqual(['a']);
});

test('the end of a token', () => {
  expect(endOf('', 0)).toBeNull();
  expect(endOf('30', Date.parse('2026-01-01T00:00:00Z'))).toBe('2026-01-31T00:00:00.000Z');
});
