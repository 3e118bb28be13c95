/** What the buttons over the text do to it, as one replacement that the browser can take back. Pure. */

/** Replaces from..to by `insert`, then selects start..end. */
export interface Edit { from: number; to: number; insert: string; start: number; end: number }
export interface Selected { text: string; start: number; end: number }

/** Puts `sign` around what is selected, or takes it away where it is. */
export function around({ text, start, end }: Selected, sign: string, empty: string): Edit {
  const size = sign.length;
  const inner = text.slice(start, end);
  const there = text.slice(start - size, start) === sign && text.slice(end, end + size) === sign;
  if (there && !doubled(text, start, end, sign)) {
    return { from: start - size, to: end + size, insert: inner, start: start - size, end: end - size };
  }
  const words = inner || empty;
  return { from: start, to: end, insert: sign + words + sign, start: start + size, end: start + size + words.length };
}

/** The one star of italics is not the half of the two of bold. */
const doubled = (text: string, start: number, end: number, sign: string) =>
  sign === '*' && text[start - 2] === '*' && text[end + 1] === '*'
    && !(text[start - 3] === '*' && text[end + 2] === '*');

/** Puts `sign` before each line that is selected, or takes it away if all of them have it. */
export function beforeLines({ text, start, end }: Selected, sign: string): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', Math.max(start, end - 1));
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const all = lines.every((line) => line.startsWith(sign));
  const insert = lines.map((line) => (all ? line.slice(sign.length) : sign + line)).join('\n');
  const caret = from + insert.length;
  return { from, to, insert, start: lines.length > 1 ? from : caret, end: caret };
}

const ADDRESS = /^(https?:\/\/|mailto:)\S+$/i;

/** Words become a link whose address is to be typed; an address becomes one whose words are. */
export function link({ text, start, end }: Selected): Edit {
  const chosen = text.slice(start, end);
  if (ADDRESS.test(chosen)) {
    return { from: start, to: end, insert: `[text](${chosen})`, start: start + 1, end: start + 5 };
  }
  const words = chosen || 'text';
  const insert = `[${words}](https://)`;
  const at = chosen ? start + words.length + 3 : start + 1;
  return { from: start, to: end, insert, start: at, end: chosen ? at + 8 : at + words.length };
}

/** One line as code in it, several as a block of their own. */
export function code(selected: Selected): Edit {
  const { text, start, end } = selected;
  const chosen = text.slice(start, end);
  if (!chosen.includes('\n')) return around(selected, '`', 'code');
  const lead = start > 0 && text[start - 1] !== '\n' ? '\n' : '';
  const tail = end < text.length && text[end] !== '\n' ? '\n' : '';
  const at = start + lead.length + 4;
  const insert = `${lead}\`\`\`\n${chosen}\n\`\`\`${tail}`;
  return { from: start, to: end, insert, start: at, end: at + chosen.length };
}

/** Enter in a list goes on with it; in an empty item it ends the list. Null: an ordinary Enter. */
export function nextLine({ text, start, end }: Selected): Edit | null {
  if (start !== end) return null;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const item = /^(\s*)([-*+]|(\d{1,4})[.)]|>)( (?:\[[ x]\] )?)/.exec(text.slice(from, start));
  if (!item) return null;
  const [lead, indent = '', mark = '', number, gap = ' '] = item;
  if (start === from + lead.length) return { from, to: start, insert: '', start: from, end: from };
  const next = number ? `${Number(number) + 1}${mark.slice(number.length)}` : mark;
  const insert = `\n${indent}${next}${gap.replace('x', ' ')}`;
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
}

/** By the browser's own command, so that its undo knows it; by hand where there is none. */
export function apply(area: HTMLTextAreaElement, edit: Edit): void {
  area.focus();
  area.setSelectionRange(edit.from, edit.to);
  const done = edit.insert === '' ? edit.from === edit.to || document.execCommand('delete')
    : document.execCommand('insertText', false, edit.insert);
  if (!done) {
    area.setRangeText(edit.insert, edit.from, edit.to, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  area.setSelectionRange(edit.start, edit.end);
}
