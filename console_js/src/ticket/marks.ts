/** Where searched words stand in a text, whatever their case and accents: ranges of the text as it is. Pure. */
import { plain } from '../ui/words';

export type Range = readonly [start: number, end: number];

/** The text without case and accents, and for each of its letters the place it came from. */
function mapped(text: string): { letters: string; from: number[] } {
  let letters = '';
  const from: number[] = [];
  let at = 0;
  for (const sign of text) {
    const bare = plain(sign);
    for (let index = 0; index < bare.length; index++) from.push(at);
    letters += bare;
    at += sign.length;
  }
  from.push(at);
  return { letters, from };
}

const MARK = /^\p{M}/u;

/** Sorted and apart from each other; accents that follow a letter belong to it. */
export function findMarks(text: string, typed: string): Range[] {
  const words = [...new Set(plain(typed).split(/\s+/).filter(Boolean))];
  if (!words.length || !text) return [];
  const { letters, from } = mapped(text);
  const found: [number, number][] = [];
  for (const word of words) {
    for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + word.length)) {
      let end = from[at + word.length]!;
      while (MARK.test(text.slice(end))) end += 1;
      found.push([from[at]!, end]);
    }
  }
  return joined(found.sort((a, b) => a[0] - b[0] || b[1] - a[1]));
}

function joined(ranges: [number, number][]): Range[] {
  const apart: [number, number][] = [];
  for (const range of ranges) {
    const last = apart.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else apart.push([...range]);
  }
  return apart;
}

export interface Piece { text: string; hit: boolean }

/** The text in pieces, those that were searched for told apart. */
export function pieces(text: string, typed: string): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const [start, end] of findMarks(text, typed)) {
    if (start > at) cut.push({ text: text.slice(at, start), hit: false });
    cut.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) cut.push({ text: text.slice(at), hit: false });
  return cut;
}
