/** Whether what is being typed asks for a list: ";short" for canned replies, "@name" for people. Pure. */
export interface Trigger { kind: 'canned' | 'mention'; from: number; to: number; query: string }

/** A shortcut stands at the start of a line or after a space; a name may have a space in it. */
const CANNED = /(?:^|[\s(])[;/]([\p{L}\p{N}_-]{0,32})$/u;
const MENTION = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*(?: [\p{L}\p{N}\p{M}'’.-]*)?|)$/u;

export function triggerAt(text: string, caret: number, mode: 'reply' | 'note'): Trigger | null {
  const before = text.slice(Math.max(0, caret - 120), caret);
  const canned = CANNED.exec(before);
  if (canned) return made('canned', caret, canned[1]!);
  const mention = mode === 'note' ? MENTION.exec(before) : null;
  return mention && made('mention', caret, mention[1]!);
}

const made = (kind: Trigger['kind'], caret: number, query: string): Trigger =>
  ({ kind, from: caret - query.length - 1, to: caret, query });
