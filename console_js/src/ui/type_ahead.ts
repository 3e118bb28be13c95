/** Finding a row by its first letters: those typed quickly one after another are one word. */

const PAUSE_MS = 700;

export function typeAhead() {
  let word = '';
  let last = -Infinity;
  const waiting = (now: number) => word !== '' && now - last < PAUSE_MS;
  /** The row to go to from row `at`, or -1. One letter again and again walks through the rows that begin with it. */
  const find = (letter: string, labels: readonly string[], at: number, now: number): number => {
    word = (waiting(now) ? word : '') + letter.toLocaleLowerCase();
    last = now;
    const walks = [...word].every((one) => one === word[0]);
    const wanted = walks ? word[0]! : word;
    const from = walks ? at + 1 : Math.max(at, 0);
    const order = labels.map((_, index) => (from + index) % labels.length);
    const fits = (begin: string) => order.find((row) => labels[row]!.toLocaleLowerCase().startsWith(begin));
    return fits(word) ?? fits(wanted) ?? -1;
  };
  return Object.assign(find, { waiting });
}
