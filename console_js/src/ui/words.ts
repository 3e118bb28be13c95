// Words: found in text as people type them (any order, no matter the case or the accents), and counted. Pure.
const MARKS = /\p{M}/gu;
export const plain = (text: string) => text.normalize('NFD').replace(MARKS, '').toLowerCase();

export function hasWords(text: string, typed: string): boolean {
  const searched = plain(text);
  return plain(typed).split(/\s+/).every((word) => searched.includes(word));
}

/** "1 chat", "2 chats". */
export const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
