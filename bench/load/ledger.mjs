// What was sent, acknowledged and delivered: counts, times, and the search for losses, doubles and disorder.
// A message's client id says which chat it belongs to and which of its messages it is.
import { performance } from 'node:perf_hooks';

const LEAD = '00000000-0000-4000-8000-';
const MARK = '"client_id":"';

export const clientId = (chat, n) => LEAD + chat.toString(16).padStart(5, '0') + n.toString(16).padStart(7, '0');

/** `[chat, n]` of the message in a packet, or null if it is none of ours (a system line). */
export function whichMessage(text) {
  const at = text.indexOf(MARK);
  if (at < 0) return null;
  const start = at + MARK.length;
  return idParts(text.slice(start, start + 36));
}

export function idParts(id) {
  if (!id?.startsWith(LEAD)) return null;
  return [parseInt(id.slice(24, 29), 16), parseInt(id.slice(29), 16)];
}

export function quantiles(values) {
  if (!values.length) return { p50: null, p99: null, max: null, n: 0 };
  const sorted = Float64Array.from(values).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  return { p50: at(0.5), p99: at(0.99), max: at(1), n: sorted.length };
}

export class Ledger {
  chats = [];
  acks = [];
  deliveries = [];
  counting = false;
  sent = 0;
  acked = 0;
  delivered = 0;
  failed = 0;
  doubled = 0;
  reordered = 0;
  firstFailure = null;

  open() {
    this.chats.push({ sentAt: [], acked: [], heard: [], last: -1, seq: 0 });
    return this.chats.length - 1;
  }

  next(index) {
    const chat = this.chats[index];
    chat.sentAt.push(performance.now());
    this.sent++;
    return chat.sentAt.length - 1;
  }

  ack(index, n, text) {
    const chat = this.chats[index];
    if (!text.includes('"ok":true')) {
      this.failed++;
      this.firstFailure ??= text.slice(0, 300);
      return;
    }
    this.acked++;
    chat.acked[n] = true;
    if (this.counting) this.acks.push(performance.now() - chat.sentAt[n]);
  }

  deliver(index, n, seq) {
    const chat = this.chats[index];
    if (chat.heard[n]) this.doubled++;
    else this.delivered++;
    chat.heard[n] = true;
    if (n < chat.last || seq < chat.seq) this.reordered++;
    chat.last = n;
    chat.seq = seq;
    if (this.counting) this.deliveries.push(performance.now() - chat.sentAt[n]);
  }

  /** Compares what one side reads back from the server with what was acknowledged and pushed. */
  compare(index, stored) {
    const chat = this.chats[index];
    const found = stored.map((message) => idParts(message.client_id)).filter(Boolean).map(([, n]) => n);
    const once = new Set(found);
    let lost = 0;
    chat.acked.forEach((_, n) => {
      if (!once.has(n)) lost++;
    });
    // The opening message is written before an agent listens, so only later ones must have been pushed.
    let unheard = 0;
    once.forEach((n) => {
      if (n && !chat.heard[n]) unheard++;
    });
    const reordered = found.filter((n, i) => i && n < found[i - 1]).length;
    const gaps = stored.filter((message, i) => i && message.seq !== undefined && message.seq !== stored[i - 1].seq + 1).length;
    return { lost, unheard, doubled: found.length - once.size, reordered, gaps };
  }

  take() {
    const result = { ack: quantiles(this.acks), delivery: quantiles(this.deliveries) };
    this.acks = [];
    this.deliveries = [];
    return result;
  }
}
