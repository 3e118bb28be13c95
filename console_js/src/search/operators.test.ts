import { describe, expect, it } from 'vitest';
import { cut, lastWord, suggest, withSuggestion } from './operators';

const names = { labels: ['Refund', 'Feature Request'], categories: ['Billing'], agents: ['Ada Lovelace', 'Zoë Müller'], teams: ['Support'] };
const inserts = (text: string) => suggest(text, names).map(({ insert }) => insert);

describe('what is suggested', () => {
  it('is keys for a word begun, and nothing for other words', () => {
    expect(inserts('broken sta')).toEqual(['status:']);
    expect(inserts('broken')).toEqual([]);
    expect(inserts('')).toEqual([]);
  });

  it('is the values of a key, quoted where they have a blank', () => {
    expect(inserts('label:')).toEqual(['label:Refund ', 'label:"Feature Request" ']);
    expect(inserts('owner:zoe')).toEqual(['owner:"Zoë Müller" ']);
    expect(inserts('-status:wai')).toEqual(['-status:waiting ']);
    expect(inserts('label:"feature r')).toEqual(['label:"Feature Request" ']);
  });

  it('takes the place of the last word only', () => {
    expect(withSuggestion('refund sta', { insert: 'status:', said: '' })).toBe('refund status:');
    expect(withSuggestion('x label:"fea', { insert: 'label:"Feature Request" ', said: '' })).toBe('x label:"Feature Request" ');
    expect(lastWord('done ')).toBe('');
  });
});

describe('marks', () => {
  it('cut the text, also where they overlap or reach beyond it', () => {
    expect(cut('a refund please', [[2, 8]])).toEqual([
      { text: 'a ', hit: false }, { text: 'refund', hit: true }, { text: ' please', hit: false }]);
    expect(cut('abc', [[0, 2], [1, 3]])).toEqual([{ text: 'ab', hit: true }, { text: 'c', hit: true }]);
    expect(cut('abc', [])).toEqual([{ text: 'abc', hit: false }]);
  });
});
