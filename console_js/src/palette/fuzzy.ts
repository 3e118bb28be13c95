// How well what is typed fits a text: its very words first, best at the start of a word. Pure.
import { plain } from '../ui/words';

// Each step is further away than a place in the text or its length can make up for.
const STARTS_WORD = 5000, ASIDE_STARTS_WORD = 4000, WITHIN = 3000, ASIDE_WITHIN = 2000, ALL_WORDS = 1000;
const LONGEST = 400;

const startsWord = (text: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!);

/** Where the words stand as they were typed, if possible at the start of one. */
function find(query: string, text: string): { at: number; first: boolean } | null {
  let inside = -1;
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + 1)) {
    if (startsWord(text, at)) return { at, first: true };
    if (inside < 0) inside = at;
  }
  return inside < 0 ? null : { at: inside, first: false };
}

/** `query`, `text` and `aside` are plain already. 0: does not fit. */
export function score(query: string, text: string, aside: string): number {
  const here = find(query, text);
  const beside = find(query, aside);
  const near = (at: number) => Math.max(0, LONGEST - at - text.length / 100);
  if (here?.first) return STARTS_WORD + near(here.at);
  if (beside?.first) return ASIDE_STARTS_WORD + near(0);
  if (here) return WITHIN + near(here.at);
  if (beside) return ASIDE_WITHIN + near(0);
  const both = `${text} ${aside}`;
  return query.split(/\s+/).every((word) => both.includes(word)) ? ALL_WORDS + near(0) : 0;
}

/** Letters in order but apart, better at the start of words: "gp" for "Go to people". */
export function scattered(query: string, text: string): number {
  let points = 0;
  let at = -1;
  for (const letter of query.replace(/\s+/g, '')) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return 0;
    points += next === at + 1 ? 8 : startsWord(text, next) ? 10 : 1;
    at = next;
  }
  return Math.max(0.01, points - text.length / 100);
}

/**
 * Best first; what does not fit is left out; equals keep their order. Letters apart count only if nothing holds the
 * words, and never in what stands beside the text.
 */
export function rank<T>(typed: string, items: readonly T[], text: (item: T) => string, aside: (item: T) => string = () => ''): T[] {
  const query = plain(typed).trim();
  if (!query) return [...items];
  const texts = items.map((item) => plain(text(item)));
  const sorted = (points: (at: number) => number) => items
    .map((item, index) => ({ item, index, points: points(index) }))
    .filter((entry) => entry.points > 0)
    .sort((a, b) => b.points - a.points || a.index - b.index)
    .map(({ item }) => item);
  const found = sorted((at) => score(query, texts[at]!, plain(aside(items[at]!))));
  return found.length ? found : sorted((at) => scattered(query, texts[at]!));
}
