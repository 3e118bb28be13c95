// Plain letters of an entry: searched words marked, and who is named with @ told apart.
import type { Mention } from '../../../shared_js/wire';
import { pieces } from './marks';

interface SaidProps { text: string; mentions?: readonly Mention[]; words?: string | undefined }

export function Said({ text, mentions = [], words = '' }: SaidProps) {
  return <>{named(text, mentions).map(({ text: part, mention }) => (mention
    ? <span class="mention" data-kind={mention.kind}><Hits text={part} words={words} /></span>
    : <Hits text={part} words={words} />))}</>;
}

export const Hits = ({ text, words }: { text: string; words: string }) => (
  <>{words.trim() ? pieces(text, words).map((piece) => (piece.hit ? <mark>{piece.text}</mark> : piece.text)) : text}</>
);

interface Named { text: string; mention?: Mention }

/** The text cut at "@Name"; of names that begin alike the longer one is meant. */
export function named(text: string, mentions: readonly Mention[]): Named[] {
  const known = [...mentions].sort((a, b) => b.name.length - a.name.length);
  if (!known.length) return [{ text }];
  const cut: Named[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const begins = ({ name }: Mention) => text.slice(at + 1, at + 1 + name.length).toLowerCase() === name.toLowerCase();
    const mention = known.find(begins);
    if (!mention) continue;
    if (at > from) cut.push({ text: text.slice(from, at) });
    from = at + 1 + mention.name.length;
    cut.push({ text: text.slice(at, from), mention });
  }
  if (from < text.length) cut.push({ text: text.slice(from) });
  return cut;
}
