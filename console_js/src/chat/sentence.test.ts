// What of a system line is a name or somebody's own words.
import { expect, it } from 'vitest';
import { sentence } from './sentence';

const author = { kind: 'system' as const, id: 'v1', name: 'خالد' };
const parts = (body: string, data?: Record<string, unknown>) => Object.values(sentence({ author, body, data }));

it('takes the name and the words of people apart from the sentence', () => {
  expect(parts('خالد joined the chat')).toEqual(['خالد', ' joined the chat', '']);
  expect(parts('خالد passed the chat to Max', { to: 'Max', agent: 'm' })).toEqual(['خالد', ' passed the chat to ', 'Max']);
  expect(parts('خالد rated the chat 4 of 5: Sehr nett', { score: 4, comment: 'Sehr nett' }))
    .toEqual(['خالد', ' rated the chat 4 of 5: ', 'Sehr nett']);
  expect(parts('خالد rated the chat 4 of 5', { score: 4, comment: '' })).toEqual(['خالد', ' rated the chat 4 of 5', '']);
});

it('leaves a sentence of another shape as it is', () => {
  expect(parts('The chat began', { to: 'Max' })).toEqual(['', 'The chat began', '']);
});
