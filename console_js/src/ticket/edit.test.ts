/** The buttons over the text. In the examples [ and ] stand at the ends of the selection, | at the caret. */
import { describe, expect, it } from 'vitest';
import { around, beforeLines, code, link, nextLine, type Edit, type Selected } from './edit';

function selected(shown: string): Selected {
  const [open, close] = shown.includes('|') ? ['|', '|'] : ['«', '»'];
  const start = shown.indexOf(open);
  const rest = shown.replace(open, '');
  const end = open === close ? start : rest.indexOf(close);
  return { text: open === close ? rest : rest.replace(close, ''), start, end };
}
function show({ text }: Selected, edit: Edit | null): string | null {
  if (!edit) return null;
  const after = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  if (edit.start === edit.end) return `${after.slice(0, edit.start)}|${after.slice(edit.start)}`;
  return `${after.slice(0, edit.start)}«${after.slice(edit.start, edit.end)}»${after.slice(edit.end)}`;
}
const run = (act: (at: Selected) => Edit | null, shown: string) => show(selected(shown), act(selected(shown)));

describe('signs around words', () => {
  const bold = (at: Selected) => around(at, '**', 'bold');
  const lean = (at: Selected) => around(at, '*', 'lean');
  it.each([
    [bold, 'a «word» b', 'a **«word»** b'], [bold, 'a **«word»** b', 'a «word» b'], [bold, '|', '**«bold»**'],
    [lean, '«x»', '*«x»*'], [lean, '*«x»*', '«x»'], [lean, '**«x»**', '***«x»***'], [lean, '***«x»***', '**«x»**'],
    [bold, '***«x»***', '*«x»*'],
  ])('%s %s', (act, before, after) => expect(run(act, before)).toBe(after));
});
describe('signs before lines', () => {
  const list = (at: Selected) => beforeLines(at, '- ');
  it.each([
    ['one\nt|wo', 'one\n- two|'], ['«one\ntwo»', '«- one\n- two»'], ['«- one\n- two»', '«one\ntwo»'], ['|', '- |'],
    ['a\n«b\n»c', 'a\n- b|\nc'],
  ])('%s', (before, after) => expect(run(list, before)).toBe(after));
});
describe('links and code', () => {
  it.each([['see «this»', 'see [this](«https://»)'], ['«https://a.example/x»', '[«text»](https://a.example/x)'], ['|', '[«text»](https://)']])(
    '%s', (before, after) => expect(run(link, before)).toBe(after));
  it.each([['«x»', '`«x»`'], ['a «b\nc» d', 'a \n```\n«b\nc»\n```\n d'], ['«b\nc»', '```\n«b\nc»\n```']])(
    '%s', (before, after) => expect(run(code, before)).toBe(after));
});
describe('Enter in a list', () => {
  it.each([
    ['- one|', '- one\n- |'], ['- one\n- |', '- one\n|'], ['9. nine|', '9. nine\n10. |'], ['1) a|', '1) a\n2) |'], ['> said|', '> said\n> |'],
    ['  * a|b', '  * a\n  * |b'], ['- [x] done|', '- [x] done\n- [ ] |'], ['plain|', null], ['-|', null], ['«- a»', null],
  ])('%s', (before, after) => expect(run(nextLine, before)).toBe(after));
});
