/**
 * One list of tickets as this browser knows it: its beginning, loaded page by page, kept true by pushes. While it is
 * held (the pointer or the focus is in it) rows keep their places: what no longer belongs stays as gone, what came
 * is counted as fresh. Let go, it shows what a fresh load would show.
 */
import { computed, signal } from '@preact/signals';
import type { Ticket } from '../../../shared_js/wire';
import type { Page } from '../api';
import { fits, orderOf, type Reader } from '../tickets/fit';
import type { Query } from '../tickets/query';

export type LoadPage = (cursor: string | undefined, limit: number) => Promise<Page<Ticket>>;
const PAGE = 100;
const BIG_PAGE = 200;
/** How much of a list that was loaded far is loaded again at once. */
const MOST_KEPT = 2000;
/** The search follows a change within a second. */
const SEARCH_MS = 1500;
const NONE: ReadonlySet<number> = new Set();

export class TicketList {
  readonly state = signal<'loading' | 'ready' | 'failed'>('loading');
  readonly trouble = signal('');
  readonly shown = signal<readonly Ticket[]>([]);
  readonly gone = signal(NONE);
  readonly fresh = signal(NONE);
  readonly complete = signal(false);
  /** As the server counts; the loaded rows themselves once there are no more. */
  readonly counted = signal<number | null>(null);
  readonly size = computed(() => (this.complete.value ? this.shown.value.length
    : Math.max(this.counted.value ?? 0, this.shown.value.length + (this.state.value === 'ready' ? 1 : 0))));
  /** Where its wide form was scrolled to, for when one comes back. */
  scroll = 0;
  private rows: Ticket[] = [];
  private known = new Map<number, Ticket>();
  private readonly displayed = new Set<number>();
  private readonly leaving = new Map<number, Ticket>();
  private arrived = new Set<number>();
  private readonly waiting = new Set<number>();
  /** The last row that was loaded, as it was then: what sorts behind it is not known here. */
  private edge: Ticket | null = null;
  private cursor: string | undefined;
  private held = false;
  private window = { first: 0, last: 0 };
  private wanted = 0;
  private busy = false;
  private turn = 0;
  private meanwhile = new Map<number, Ticket>();
  private doubt: ReturnType<typeof setTimeout> | undefined;
  private readonly order: (a: Ticket, b: Ticket) => number;

  constructor(readonly query: Query, private readonly load: LoadPage, private readonly reader: () => Reader) {
    this.order = orderOf(query.sort);
  }

  /** The beginning anew, as far as somebody has looked at it; what is shown gives way when all of it is there. */
  async reload(): Promise<void> {
    const turn = ++this.turn;
    const keep = Math.min(Math.max(this.window.last, Math.min(this.rows.length, MOST_KEPT)),
      Math.max(MOST_KEPT, this.window.last));
    this.busy = true;
    this.meanwhile.clear();
    try {
      const items: Ticket[] = [];
      let next: string | null | undefined;
      do {
        const page = await this.load(next ?? undefined, keep > PAGE ? BIG_PAGE : PAGE);
        if (turn !== this.turn) return;
        items.push(...page.items);
        next = page.next;
      } while (next && items.length < keep);
      this.replace(items, next);
    } catch (error) {
      if (turn !== this.turn) return;
      this.trouble.value = (error as Error).message;
      if (this.state.value !== 'ready') this.state.value = 'failed';
    }
    this.busy = false;
    void this.more();
  }

  private replace(items: Ticket[], next: string | null | undefined): void {
    const first = this.state.value !== 'ready';
    const newer = this.known;
    this.rows = [];
    this.known = new Map();
    this.reach(items, next);
    for (const item of items) {
      const before = newer.get(item.number);
      this.put(before && before.seq > item.seq ? before : item, first);
    }
    for (const ticket of this.meanwhile.values()) this.put(ticket, false);
    for (const ticket of this.shown.value) {
      if (this.known.has(ticket.number)) continue;
      if (this.within(ticket)) this.leaving.set(ticket.number, ticket);
      else this.forget(ticket.number);
    }
    for (const number of this.waiting) if (!this.known.has(number)) this.waiting.delete(number);
    this.trouble.value = '';
    this.state.value = 'ready';
    this.publish();
  }

  private reach(items: readonly Ticket[], next: string | null | undefined): void {
    this.edge = items.at(-1) ?? this.edge;
    this.cursor = next ?? undefined;
    this.complete.value = !next;
  }

  /** Asks for pages until the row at `index` is there. */
  need(index: number): void {
    this.wanted = index;
    void this.more();
  }

  private async more(): Promise<void> {
    if (this.busy || this.state.value !== 'ready') return;
    const turn = this.turn;
    this.busy = true;
    this.meanwhile.clear();
    try {
      while (!this.complete.value && this.rows.length <= this.wanted) {
        const page = await this.load(this.cursor, this.wanted - this.rows.length > BIG_PAGE ? BIG_PAGE : PAGE);
        if (turn !== this.turn) return;
        this.reach(page.items, page.next);
        for (const item of page.items) this.put(item, true);
        for (const ticket of this.meanwhile.values()) this.put(ticket, false);
        this.meanwhile.clear();
        this.trouble.value = '';
        // On the way to a place far down there is nothing to draw yet.
        if (this.complete.value || this.rows.length > this.window.first) this.publish();
      }
    } catch (error) {
      if (turn === this.turn) this.trouble.value = (error as Error).message;
    }
    if (turn === this.turn) this.busy = false;
  }

  /** Tickets as they are now, wherever one heard of them. */
  take(tickets: readonly Ticket[]): void {
    if (this.busy) for (const ticket of tickets) this.meanwhile.set(ticket.number, ticket);
    if (this.state.value !== 'ready') return;
    for (const ticket of tickets) this.put(ticket, false);
    this.publish();
  }

  /** `asked`: one of a page, which is shown where it stands. */
  private put(ticket: Ticket, asked: boolean): void {
    const { number } = ticket;
    const before = this.known.get(number);
    if (before && before.seq > ticket.seq) return;
    const fit = fits(ticket, this.query, this.reader());
    const belongs = (asked || fit === 'yes' || (fit === 'maybe' && before !== undefined)) && this.within(ticket);
    if (fit === 'maybe' && !asked && !before) this.askSearch();
    if (before) this.rows.splice(this.place(before), 1);
    if (belongs) {
      this.rows.splice(this.place(ticket), 0, ticket);
      this.known.set(number, ticket);
      this.leaving.delete(number);
      if (asked) this.displayed.add(number);
      else if (!this.displayed.has(number)) this.arrived.add(number);
    } else {
      this.known.delete(number);
      this.arrived.delete(number);
      this.waiting.delete(number);
      if (this.displayed.has(number)) this.leaving.set(number, ticket);
    }
  }

  private askSearch(): void {
    clearTimeout(this.doubt);
    this.doubt = setTimeout(() => void this.reload(), SEARCH_MS);
  }

  private within(ticket: Ticket): boolean {
    return this.complete.value || (this.edge !== null && this.order(ticket, this.edge) <= 0);
  }

  /** Where it stands, or would stand, in the rows. */
  private place(ticket: Ticket): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.order(this.rows[middle]!, ticket) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private forget(number: number): void {
    this.displayed.delete(number);
    this.leaving.delete(number);
  }

  private publish(): void {
    if (this.held) this.publishHeld();
    else this.publishFree();
    this.gone.value = this.leaving.size ? new Set(this.leaving.keys()) : NONE;
    this.fresh.value = this.waiting.size ? new Set(this.waiting) : NONE;
  }

  private publishFree(): void {
    for (const number of [...this.leaving.keys()]) this.forget(number);
    for (const number of this.arrived) {
      // At the top one sees it come; what lands below the window moves nothing.
      if (this.window.first === 0 || this.place(this.known.get(number)!) > this.window.last) this.displayed.add(number);
      else this.waiting.add(number);
    }
    this.arrived = new Set();
    this.shown.value = this.waiting.size ? this.rows.filter(({ number }) => !this.waiting.has(number)) : [...this.rows];
  }

  /** Nothing moves: rows change where they are, and only what belongs behind the last one is added. */
  private publishHeld(): void {
    const kept = this.shown.value.filter(({ number }) => this.displayed.has(number))
      .map((row) => this.known.get(row.number) ?? this.leaving.get(row.number) ?? row);
    const seen = new Set(kept.map(({ number }) => number));
    let last = this.rows.length - 1;
    while (last >= 0 && !seen.has(this.rows[last]!.number)) last -= 1;
    for (const number of this.arrived) {
      if (this.place(this.known.get(number)!) < last) this.waiting.add(number);
      else this.displayed.add(number);
    }
    this.arrived = new Set();
    const added = this.rows.filter(({ number }) => this.displayed.has(number) && !seen.has(number));
    this.shown.value = [...kept, ...added];
  }

  /** Rows keep their places from now on, or find them again. */
  hold(on: boolean): void {
    if (this.held === on) return;
    this.held = on;
    if (on || this.state.value !== 'ready') return;
    // What had to wait for the pointer alone waits no longer.
    for (const number of this.waiting) this.arrived.add(number);
    this.waiting.clear();
    this.publish();
  }

  /** Puts everything to its place though somebody is there, who has just moved on. */
  settle(): void {
    if (this.held) this.showNew();
  }

  /** The rows that came meanwhile are shown. */
  showNew(): void {
    if (this.state.value !== 'ready') return;
    for (const number of this.waiting) this.displayed.add(number);
    this.waiting.clear();
    const held = this.held;
    this.held = false;
    this.publish();
    this.held = held;
  }

  /** Which rows one sees. */
  see(first: number, last: number): void {
    this.window = { first, last };
    if (first === 0 && !this.held && this.waiting.size) this.showNew();
  }

  close(): void {
    this.turn += 1;
    clearTimeout(this.doubt);
  }
}
