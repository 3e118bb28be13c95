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
  return tokens ? <div class="md">{draw(tokens, reading, 0)}</div> : <div class="md"><p class="md-plain" dir="auto"><Said text={text} {...reading} /></p></div>;
}

type Draw = (token: never, reading: Reading, depth: number) => ComponentChildren;

const draw = (tokens: readonly Token[] | undefined, reading: Reading, depth: number): ComponentChildren[] =>
  (tokens ?? []).map((token) => one(token, reading, depth));

function one(token: Token, reading: Reading, depth: number): ComponentChildren {
  const make = ELEMENTS.get(token.type);
  if (!make || depth > DEEPEST) return <Said text={token.raw} {...reading} />;
  return make(token as never, reading, depth + 1);
}

const ELEMENTS = new Map<string, Draw>(Object.entries({
  space: () => null,
  def: () => null,
  br: () => <br />,
  hr: () => <hr />,
  checkbox: (token: Tokens.Checkbox) => <input type="checkbox" disabled checked={token.checked} aria-label={token.checked ? 'Done' : 'To do'} />,
  paragraph: (token: Tokens.Paragraph, reading: Reading, depth: number) => <p dir="auto">{draw(token.tokens, reading, depth)}</p>,
  heading: (token: Tokens.Heading, reading: Reading, depth: number) => (
    <p class="md-heading" data-level={Math.min(3, token.depth)} dir="auto">{draw(token.tokens, reading, depth)}</p>
  ),
  blockquote: (token: Tokens.Blockquote, reading: Reading, depth: number) => <blockquote dir="auto">{draw(token.tokens, reading, depth)}</blockquote>,
  list: (token: Tokens.List, reading: Reading, depth: number) => {
    const items = token.items.map((item) => <li dir="auto">{draw(item.tokens, reading, depth)}</li>);
    return token.ordered ? <ol start={Number(token.start) || 1}>{items}</ol> : <ul>{items}</ul>;
  },
  code: (token: Tokens.Code, reading: Reading) => <pre dir="ltr" tabIndex={0}><code><Said text={token.text} words={reading.words} /></code></pre>,
  table: (token: Tokens.Table, reading: Reading, depth: number) => (
    <div class="md-table" tabIndex={0}>
      <table>
        <thead><tr>{token.header.map((cell) => <th dir="auto">{draw(cell.tokens, reading, depth)}</th>)}</tr></thead>
        <tbody>{token.rows.map((row) => <tr>{row.map((cell) => <td dir="auto">{draw(cell.tokens, reading, depth)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  ),
  text: (token: Tokens.Text, reading: Reading, depth: number) => (token.tokens ? draw(token.tokens, reading, depth) : <Said text={token.text} {...reading} />),
  escape: (token: Tokens.Escape, reading: Reading) => <Said text={token.text} {...reading} />,
  strong: (token: Tokens.Strong, reading: Reading, depth: number) => <strong>{draw(token.tokens, reading, depth)}</strong>,
  em: (token: Tokens.Em, reading: Reading, depth: number) => <em>{draw(token.tokens, reading, depth)}</em>,
  del: (token: Tokens.Del, reading: Reading, depth: number) => <del>{draw(token.tokens, reading, depth)}</del>,
  codespan: (token: Tokens.Codespan, reading: Reading) => <code dir="ltr"><Said text={token.text} words={reading.words} /></code>,
  link: (token: Tokens.Link, reading: Reading, depth: number) => {
    const href = safeHref(token.href);
    if (!href) return <Said text={token.raw} {...reading} />;
    // What a link shows may say another address than it leads to.
    return <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">{draw(token.tokens, reading, depth)}</a>;
  },
  image: (token: Tokens.Image, reading: Reading) => {
    const src = safeHref(token.href);
    return src?.startsWith('http') ? <RemoteImage src={src} alt={token.text} /> : <Said text={token.raw} {...reading} />;
  },
}));
