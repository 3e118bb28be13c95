// Markdown as elements. A library reads it; what is drawn is made here piece by piece from a short list, so that
// nothing an author writes is ever taken for HTML: tags are shown as the letters they are.
import { Marked, type Token, type Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import type { Mention } from '../../../shared_js/wire';
import { RemoteImage } from './remote_image';
import { Said } from './said';

const reader = new Marked({ gfm: true, breaks: true });
/** Deeper than anybody writes; further down the letters are shown as they are. So are texts of a length for which the
 * reader may take too long: its worst case grows with the square. */
const DEEPEST = 24;
const LONGEST = 12_000;

export interface Reading {
  /** Who is named with @ in it. */
  mentions?: readonly Mention[];
  /** Words that are searched for. */
  words?: string;
}

/** Only addresses that open a page, a mail or a call; null for everything that could run something. */
export function safeHref(href: string): string | null {
  try {
    const url = new URL(href);
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

const MOST_KEPT = 1000;
const kept = new Map<string, Token[] | null>();

/** Null for what can't be read, nested too deep or too long: the words are still there to be read plainly. */
function read(text: string): Token[] | null {
  const known = kept.get(text);
  if (known !== undefined) return known;
  let tokens: Token[] | null = null;
  try {
    if (text.length <= LONGEST) tokens = reader.lexer(text);
  } catch { /* deeper than the reader's stack */ }
  // Searching and filtering draw the same texts again and again.
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, tokens);
  return tokens;
}

export function Markdown({ text, ...reading }: { text: string } & Reading) {
  const tokens = read(text);
  return (
    <div class="markdown">
      {tokens ? draw(tokens, reading, 0) : <p class="md-plain" dir="auto"><Said text={text} {...reading} /></p>}
    </div>
  );
}

type Draw<T = never> = (token: T, reading: Reading, depth: number) => ComponentChildren;

const draw = (tokens: readonly Token[] | undefined, reading: Reading, depth: number): ComponentChildren[] =>
  (tokens ?? []).map((token) => one(token, reading, depth));

function one(token: Token, reading: Reading, depth: number): ComponentChildren {
  const make = ELEMENTS.get(token.type);
  if (!make || depth > DEEPEST) return <Said text={token.raw} {...reading} />;
  return make(token as never, reading, depth + 1);
}

const inside = (tokens: Token[], reading: Reading, depth: number) => draw(tokens, reading, depth);
const cells = (row: Tokens.TableCell[], Cell: 'th' | 'td', reading: Reading, depth: number) =>
  <tr>{row.map((cell) => <Cell dir="auto">{inside(cell.tokens, reading, depth)}</Cell>)}</tr>;

const list: Draw<Tokens.List> = (token, reading, depth) => {
  const items = token.items.map((item) => <li dir="auto">{inside(item.tokens, reading, depth)}</li>);
  return token.ordered ? <ol start={Number(token.start) || 1}>{items}</ol> : <ul>{items}</ul>;
};

const table: Draw<Tokens.Table> = (token, reading, depth) => (
  <div class="md-table" tabIndex={0}>
    <table>
      <thead>{cells(token.header, 'th', reading, depth)}</thead>
      <tbody>{token.rows.map((row) => cells(row, 'td', reading, depth))}</tbody>
    </table>
  </div>
);

const link: Draw<Tokens.Link> = (token, reading, depth) => {
  const href = safeHref(token.href);
  if (!href) return <Said text={token.raw} {...reading} />;
  const words = inside(token.tokens, reading, depth);
  // What a link shows may say another address than it leads to.
  return <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">{words}</a>;
};

const image: Draw<Tokens.Image> = (token, reading) => {
  const src = safeHref(token.href);
  if (!src?.startsWith('http')) return <Said text={token.raw} {...reading} />;
  return <RemoteImage src={src} alt={token.text} />;
};

const checkbox: Draw<Tokens.Checkbox> = ({ checked }) =>
  <input type="checkbox" disabled checked={checked} aria-label={checked ? 'Done' : 'To do'} />;

const code: Draw<Tokens.Code> = (token, { words }) =>
  <pre dir="ltr" tabIndex={0}><code><Said text={token.text} words={words} /></code></pre>;

const heading: Draw<Tokens.Heading> = (token, reading, depth) =>
  <p class="md-heading" data-level={Math.min(3, token.depth)} dir="auto">{inside(token.tokens, reading, depth)}</p>;

const text: Draw<Tokens.Text> = (token, reading, depth) =>
  (token.tokens ? inside(token.tokens, reading, depth) : <Said text={token.text} {...reading} />);

type Holder = { tokens: Token[] };
const holder = (Tag: 'strong' | 'em' | 'del'): Draw<Holder> => ({ tokens }, reading, depth) =>
  <Tag>{inside(tokens, reading, depth)}</Tag>;
const block = (Tag: 'p' | 'blockquote'): Draw<Holder> => ({ tokens }, reading, depth) =>
  <Tag dir="auto">{inside(tokens, reading, depth)}</Tag>;

const ELEMENTS = new Map<string, Draw>(Object.entries({
  space: () => null, def: () => null, br: () => <br />, hr: () => <hr />,
  paragraph: block('p'), blockquote: block('blockquote'), heading, list, checkbox, code, table,
  text, strong: holder('strong'), em: holder('em'), del: holder('del'), link, image,
  escape: (token: Tokens.Escape, reading: Reading) => <Said text={token.text} {...reading} />,
  codespan: (token: Tokens.Codespan, { words }: Reading) => <code dir="ltr"><Said text={token.text} words={words} /></code>,
}));
