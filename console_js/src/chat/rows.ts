// Turns a chat's lines, and what is still being sent, into what the column shows: days, groups, notes, system lines. Pure.
import type { Unsent } from '../../../shared_js/outbox';
import { sameDay } from '../../../shared_js/time';
import type { Author, Message } from '../../../shared_js/wire';

export type BubbleState = 'sending' | 'sent' | 'read' | 'failed';
export interface Bubble { key: string; body: string; at: string; state: BubbleState | null; error?: string }
export type Row =
  | { type: 'day'; key: string; at: string }
  | { type: 'new'; key: string }
  | { type: 'system'; key: string; message: Message }
  | { type: 'group'; key: string; kind: 'message' | 'note'; author: Author; bubbles: Bubble[] };

export interface View {
  entries: readonly Message[];
  unsent: readonly Unsent[];
  me: Author;
  readByVisitor: number;
  /** What the agents' side had seen when the column was opened; a line marks what is newer. Null for no line. */
  newAfter: number | null;
}

const PAUSE_MS = 5 * 60_000;

class Builder {
  readonly rows: Row[] = [];
  private lastAt = 0;

  day(at: string): void {
    const ms = Date.parse(at);
    if (!this.lastAt || !sameDay(this.lastAt, ms)) this.rows.push({ type: 'day', key: `day ${new Date(ms).toDateString()}`, at });
  }

  speak(kind: 'message' | 'note', author: Author, bubble: Bubble): void {
    this.day(bubble.at);
    const last = this.rows.at(-1);
    const goesOn = last?.type === 'group' && last.kind === kind && last.author.kind === author.kind && last.author.id === author.id
      && Date.parse(bubble.at) - this.lastAt < PAUSE_MS;
    if (goesOn) last.bubbles.push(bubble);
    else this.rows.push({ type: 'group', key: `group ${bubble.key}`, kind, author, bubbles: [bubble] });
    this.lastAt = Date.parse(bubble.at);
  }

  mark(at: string): void {
    this.day(at);
    this.rows.push({ type: 'new', key: 'new' });
    this.lastAt = Date.parse(at);
  }

  system(message: Message): void {
    this.day(message.at);
    this.rows.push({ type: 'system', key: message.id, message });
    this.lastAt = Date.parse(message.at);
  }

  /** An unsent message never goes back in time, though this computer's clock may be behind the server's. */
  notBefore = (at: number) => new Date(Math.max(at, this.lastAt)).toISOString();
}

export function rows({ entries, unsent, me, readByVisitor, newAfter }: View): Row[] {
  const builder = new Builder();
  let marked = newAfter === null;
  for (const message of entries) {
    if (message.kind !== 'message' && message.kind !== 'note') {
      builder.system(message);
      continue;
    }
    if (!marked && message.author.kind === 'visitor' && message.seq > newAfter!) {
      builder.mark(message.at);
      marked = true;
    }
    const state = message.author.kind === 'agent' && message.kind === 'message' ? (message.seq <= readByVisitor ? 'read' : 'sent') : null;
    builder.speak(message.kind, message.author, { key: message.client_id ?? message.id, body: message.body, at: message.at, state });
  }
  const arrived = new Set(entries.map((message) => message.client_id));
  for (const entry of unsent) {
    if (arrived.has(entry.client_id)) continue;
    builder.speak(entry.kind, me, { key: entry.client_id, body: entry.body, at: builder.notBefore(entry.at), state: entry.state,
      error: entry.error });
  }
  return builder.rows;
}
