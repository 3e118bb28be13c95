// Addresses of lists, and what they mean.
import { describe, expect, it } from 'vitest';
import { EMPTY, formatQuery, isFiltered, parseQuery, toggled, viewOf } from './query';

describe('an address', () => {
  it('says nothing about what is as usual', () => expect(formatQuery(EMPTY)).toBe(''));
  it('comes back as it was', () => {
    const text = 'view=mine&status=open,waiting&label=Refund,Bug+report&from=2026-01-01'
      + '&q=caf%C3%A9+%22x%3Fy%22&sort=-created';
    expect(formatQuery(parseQuery(text))).toBe(text);
  });
  it('leaves out what means nothing, and says each thing once', () => {
    expect(formatQuery(parseQuery('view=nonsense&sort=sideways&status=,open,,open&evil=1&q=+'))).toBe('status=open');
  });
  it('keeps a team of a view apart from the filter of another', () => {
    expect(formatQuery(viewOf('team', 'updated', 't1'))).toBe('view=team&team=t1&sort=updated');
  });
});

it('knows what counts as a filter', () => {
  expect([isFiltered(EMPTY), isFiltered(viewOf('mine', 'updated')), isFiltered(parseQuery('q=a'))]).toEqual([false,
    false, true]);
});
it('switches a value on and off', () => expect([toggled(['a'], 'b'), toggled(['a', 'b'], 'a')]).toEqual([['a', 'b'],
  ['b']]));
