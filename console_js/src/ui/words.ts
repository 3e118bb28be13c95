// Finding words in text as people type them: any order, no matter the case or the accents. Pure.
const MARKS = /\p{M}/gu;
const bare = (text: string) => text.normalize('NFD').replace(MARKS, '').toLowerCase();

export function hasWords(text: string, typed: string): boolean {
  const searched = bare(text);
  return bare(typed).split(/\s+/).every((word) => searched.includes(word));
}
