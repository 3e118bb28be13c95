/**
 * A ticket that is open on the screen: loaded once, kept true by pushes, changed at once with a way back.
 * Whatever a lost connection swallowed shows as a gap in `seq`, and is loaded again.
 */
import { computed, signal } from '@preact/signals';
import type { AgentHears, Looking, Ticket, TimelineEntry } from '../../../shared_js/wire';
import { api, ApiError, type TicketPatch } from '../api';
import { connection, store } from '../store';
import { offerUndo } from '../shell/undo';
import { toast } from '../ui';
import { changed } from './said_changes';
import { changedFields, fold, load, movesEntries, overlay, type Changes, type Loaded, type Pending } from './state';

/** A push may overtake another one; wait a moment before asking for what is missing. */
const PATIENCE_MS = 400;
const FLASH_MS = 2600;
let lastChange = 0;

type Push = Pick<AgentHears['ticket.event'], 'number' | 'ticket'> & { event?: TimelineEntry };

export class TicketLive {
  readonly state = signal<'loading' | 'ready' | 'missing' | 'failed'>('loading');
  readonly trouble = signal('');
  private readonly known = signal<Loaded | null>(null);
  private readonly pending = signal<readonly Pending[]>([]);
  /** What somebody else just changed: "id:…" of an entry, "priority". */
  readonly fresh = signal<ReadonlySet<string>>(new Set());
  readonly entries = computed<readonly TimelineEntry[]>(() => this.known.value?.entries ?? []);
  readonly ticket = computed(() => (this.known.value ? overlay(this.known.value.ticket, this.pending.value) : null));
  /** Everybody who has the ticket open, oneself among them. */
  readonly people = signal<readonly Looking[]>([]);
  /** Up to here the entries have been before one's eyes. */
  readonly seen = signal(0);
  /** Everything up to here has arrived. */
  readonly seq = computed(() => this.known.value?.seq ?? 0);
  private readonly stops: (() => void)[];
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private sending: Promise<unknown> = Promise.resolve();
  private asked = 0;
  private closed = false;

  constructor(readonly number: number) {
    this.stops = [
      connection.on('ticket.event', (push) => this.receive(push)),
      connection.on('queue.changed', ({ ticket }) => { if (ticket?.number === number) this.noticed(ticket.seq); }),
      connection.on('ticket.people', (push) => { if (push.number === number) this.people.value = push.people; }),
      connection.on('welcome', () => void this.watch()),
      connection.on('resync', () => void this.watch()),
    ];
    void this.watch();
  }

  close(): void {
    this.closed = true;
    for (const stop of this.stops) stop();
    for (const timer of this.timers) clearTimeout(timer);
    void connection.send('unwatch', { what: 'ticket', id: String(this.number) });
  }

  async watch(): Promise<void> {
    const turn = ++this.asked;
    const answer = await connection.send('watch.ticket', { what: 'ticket', id: String(this.number) });
    if (turn !== this.asked || this.closed) return;
    if (answer.ok) {
      const fresh = load(answer);
      const before = this.known.value;
      // Pushes that came while this answer was on its way may be newer than it.
      const later = before?.entries.filter((entry) => entry.seq > fresh.seq) ?? [];
      this.known.value = later.reduce((known, event) => fold(known, { event, ticket: before!.ticket }).loaded, fresh);
      this.people.value = answer.people ?? [];
      if (!before) this.seen.value = fresh.seq;
      this.state.value = 'ready';
    } else if (this.state.value !== 'ready') {
      this.trouble.value = answer.error.message;
      this.state.value = answer.error.code === 'not_found' ? 'missing' : 'failed';
    }
  }

  retry(): void {
    this.state.value = 'loading';
    void this.watch();
  }

  receive(push: Push): void {
    const before = this.known.value;
    if (push.number !== this.number || !before) return;
    const { loaded, gap, added } = fold(before, push);
    this.known.value = loaded;
    if (gap) this.noticed(push.event?.seq ?? push.ticket.seq);
    const { event } = push;
    if (!event || !added) return;
    if (movesEntries(event)) void this.watch();
    if (event.actor.id === store.me.value?.id) return;
    this.flash([`id:${event.id}`, ...changedFields(before.ticket, loaded.ticket)]);
  }

  /** Heard that the ticket has come as far as `seq`: loads again unless that arrives in a moment. */
  private noticed(seq: number): void {
    const behind = () => this.known.value !== null && this.known.value.seq < seq;
    if (behind()) this.later(PATIENCE_MS, () => { if (behind()) void this.watch(); });
  }

  private flash(keys: string[]): void {
    this.fresh.value = new Set([...this.fresh.value, ...keys]);
    this.later(FLASH_MS, () => {
      this.fresh.value = new Set([...this.fresh.value].filter((key) => !keys.includes(key)));
    });
  }

  private later(wait: number, run: () => void): void {
    const timer = setTimeout(() => { this.timers.delete(timer); run(); }, wait);
    this.timers.add(timer);
  }

  /** Shown at once, sent in the order it was done, taken back with a word if the server refuses. */
  change(changes: Changes, patch: TicketPatch): void {
    const mine: Pending = { id: ++lastChange, changes };
    this.pending.value = [...this.pending.value, mine];
    this.sending = this.sending.then(async () => {
      const from = this.known.value?.ticket;
      try {
        const ticket = await api.changeTicket(this.number, patch);
        this.receive({ number: this.number, ticket });
        if (from) this.offerBack(from, ticket);
      } catch (error) {
        const again = error instanceof ApiError && error.status === 0
          ? { label: 'Try again', run: () => this.change(changes, patch) } : undefined;
        toast(error instanceof ApiError ? error.message : 'The change could not be saved.', 'bad', again);
      } finally {
        this.pending.value = this.pending.value.filter((other) => other !== mine);
      }
    });
  }

  private offerBack(before: Ticket, after: Ticket): void {
    const text = changed(before, after);
    if (!text) return;
    offerUndo({ text, topic: 'change', undo: async () => {
      for (const event of await this.mine(before.seq, after.seq)) await this.takeBack(event);
    } });
  }

  /** Ids of one's own changes between the two numbers, the newest first. */
  private async mine(after: number, upTo: number): Promise<string[]> {
    if (this.seq.value < upTo) await this.watch();
    return this.entries.value.filter(({ seq, actor }) => seq > after && seq <= upTo && actor.id === store.me.value?.id)
      .map(({ id }) => id).reverse();
  }

  async takeBack(event: string): Promise<void> {
    this.receive({ number: this.number, ticket: await api.undo(this.number, event) });
  }
}
