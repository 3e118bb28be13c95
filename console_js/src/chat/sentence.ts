// A system line in its parts: names and people's own words begin and end it, and must not turn the sentence around
// when they run in the other direction. Pure.
import type { Message } from '../../../shared_js/wire';

export interface Sentence { actor: string; words: string; own: string }

export function sentence({ author, body, data = {} }: Pick<Message, 'author' | 'body' | 'data'>): Sentence {
  const actor = author.name && body.startsWith(author.name) ? author.name : '';
  const rest = body.slice(actor.length);
  const own = [data.comment, data.to, data.email].find((value): value is string =>
    typeof value === 'string' && value !== '' && rest.endsWith(value)) ?? '';
  return { actor, words: own ? rest.slice(0, -own.length) : rest, own };
}
