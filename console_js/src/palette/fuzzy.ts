// How well a few typed letters fit a text: letters in order, better at the start of words and in a row. Pure.

export function score(query: string, text: string): number {
  const wanted = query.toLocaleLowerCase().replace(/\s+/g, '');
  if (!wanted) return 1;
  const hay = text.toLocaleLowerCase();
  const whole = hay.indexOf(query.toLocaleLowerCase().trim());
  if (whole >= 0) return 1000 - whole - hay.length / 100 + (whole === 0 || !/[\p{L}\p{N}]/u.test(hay[whole - 1]!) ? 500 : 0);
  let points = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = hay.indexOf(letter, at + 1);
    if (next < 0) return 0;
    const startsWord = next === 0 || !/[\p{L}\p{N}]/u.test(hay[next - 1]!);
    points += next === at + 1 ? 8 : startsWord ? 10 : 1;
    at = next;
  }
  return points - hay.length / 100;
}

/** What stands beside the text counts only if it holds the words as they are. */
const within = (query: string, text: string) => (text.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()) ? 1 : 0);

/** Best first; what does not fit is left out; equals keep their order. */
export function rank<T>(query: string, items: readonly T[], text: (item: T) => string, aside: (item: T) => string = () => ''): T[] {
  return items
    .map((item, index) => ({ item, index, points: score(query, text(item)) || within(query, aside(item)) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || a.index - b.index)
    .map(({ item }) => item);
}
