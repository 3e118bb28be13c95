/** Turns the lines of a chat, and what is still unsent, into what the screen shows: days, groups, system lines. Pure. */
import type { Unsent } from '../../shared_js/outbox';
import { sameDay } from '../../shared_js/time';
import type { Author, Message } from '../../shared_js/wire';

export type BubbleState = 'sending' | 'sent' | 'read' | 'failed';
export interface Bubble { key: string; body: string; at: number; state: BubbleState | null; error?: string }
export type Row =
  | { type: 'day'; key: string; at: number }
  | { type: 'system'; key: string; message: Message }
  | { type: 'group'; key: string; mine: boolean; author: Author; bubbles: Bubble[] };

const PAUSE_MS = 5 * 60_000;
/** What the visitor did on this very screen, and sees there in another form. */
const SILENT = new Set<string>(['rated', 'note']);
const ME: Author = { kind: 'visitor', id: '', name: '' };

export function rows(entries: readonly Message[], unsent: readonly Unsent[], readByAgent: number): Row[] {
  const result: Row[] = [];
  let lastAt = 0;
  const day = (at: number) => {
    if (!lastAt || !sameDay(lastAt, at)) result.push({ type: 'day', key: `day ${new Date(at).toDateString()}`, at });
  };
  const speak = (author: Author, bubble: Bubble) => {
    day(bubble.at);
    const mine = author.kind === 'visitor';
    const last = result.at(-1);
    const goesOn = last?.type === 'group' && last.mine === mine && (mine || last.author.id === author.id) && bubble.at - lastAt < PAUSE_MS;
    if (goesOn) last.bubbles.push(bubble);
    else result.push({ type: 'group', key: `group ${bubble.key}`, mine, author, bubbles: [bubble] });
    lastAt = bubble.at;
  };
  const arrived = new Set<string | null>();
  for (const message of entries) {
    arrived.add(message.client_id);
    const at = Date.parse(message.at);
    if (SILENT.has(message.kind)) continue;
    if (message.kind === 'message') {
      const state = message.author.kind !== 'visitor' ? null : message.seq <= readByAgent ? 'read' : 'sent';
      speak(message.author, { key: message.client_id ?? message.id, body: message.body, at, state });
    } else {
      day(at);
      result.push({ type: 'system', key: message.id, message });
      lastAt = at;
    }
  }
  for (const entry of unsent) {
    if (arrived.has(entry.client_id)) continue;
    // The clock of this computer may be behind the server's: an unsent message never goes back in time.
    speak(ME, { key: entry.client_id, body: entry.body, at: Math.max(entry.at, lastAt), state: entry.state, error: entry.error });
  }
  return result;
}
