// A list fed by pushes shows what a fresh load would show; while it is held, nothing moves.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ticket } from '../../../shared_js/wire';
import type { Reader } from '../tickets/fit';
import { fits, orderOf } from '../tickets/fit';
import { parseQuery } from '../tickets/query';
import { ticket } from './fixtures';
import { TicketList } from './ticket_list';

const reader: Reader = { me: 'ada', teams: [], now: 0, present: (_, name) => name };
const ada = { id: 'ada', name: 'Ada', picture: null };

/** A server that holds tickets and answers as the real one does. */
class Desk {
  tickets = new Map<number, Ticket>();
  asked = 0;
  gate: Promise<void> | null = null;
  add = (...tickets: Ticket[]) => { for (const one of tickets) this.tickets.set(one.number, one); };
  change(number: number, parts: Partial<Ticket>): Ticket {
    const before = this.tickets.get(number)!;
    const after = { ...before, ...parts, seq: before.seq + 1 };
    this.tickets.set(number, after);
    return after;
  }
  all(search: string): Ticket[] {
    const query = parseQuery(search);
    return [...this.tickets.values()].filter((one) => fits(one, query, reader) === 'yes').sort(orderOf(query.sort));
  }
  list(search = ''): TicketList {
    const size = 10;
    return new TicketList(parseQuery(search), async (cursor) => {
      this.asked += 1;
      const from = Number(cursor ?? 0);
      const all = this.all(search);
      const after = cursor ? all.findIndex((one) => orderOf(parseQuery(search).sort)(one, this.marks.get(from)!) > 0)
        : 0;
      const items = after < 0 ? [] : all.slice(after, after + size);
      const more = after >= 0 && after + size < all.length;
      if (more) this.marks.set(items.at(-1)!.number, items.at(-1)!);
      await this.gate;
      return { items, next: more ? String(items.at(-1)!.number) : null };
    }, () => reader);
  }
  private marks = new Map<number, Ticket>();
}

const numbers = (list: readonly Ticket[]) => list.map(({ number }) => number);
const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;
let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.add(...Array.from({ length: 25 }, (_, index) => ticket({ number: 1001 + index, created_at: at(1 + index) })));
});

async function loaded(search = '', rows = 0): Promise<TicketList> {
  const list = desk.list(search);
  await list.reload();
  list.need(rows);
  await vi.waitFor(() => expect(list.complete.value || list.shown.value.length > rows).toBe(true));
  return list;
}
/** What is shown is the beginning of what a fresh load shows, and all of it once everything is loaded. */
function expectFresh(list: TicketList, search = ''): void {
  const all = numbers(desk.all(search));
  expect(numbers(list.shown.value)).toEqual(list.complete.value ? all : all.slice(0, list.shown.value.length));
}

describe('pages', () => {
  it('come as far as they are needed, each once', async () => {
    const list = await loaded('', 12);
    expect([list.shown.value.length, list.complete.value, desk.asked]).toEqual([20, false, 2]);
    list.need(24);
    await vi.waitFor(() => expect(list.complete.value).toBe(true));
    expectFresh(list);
    list.need(40);
    expect(desk.asked).toBe(3);
  });
  it('do not undo what was pushed while they were on their way', async () => {
    const list = await loaded();
    let open = () => {};
    desk.gate = new Promise((done) => { open = done; });
    list.need(12);
    list.take([desk.change(1015, { subject: 'Newer' })]);
    list.take([desk.change(1016, { status: 'closed' })]);
    open();
    await vi.waitFor(() => expect(list.shown.value.length).toBeGreaterThan(12));
    expect(list.shown.value.find(({ number }) => number === 1015)?.subject).toBe('Newer');
    expectFresh(list);
  });
  it('that fail are asked for again', async () => {
    const list = await loaded();
    desk.gate = Promise.reject(new Error('No connection'));
    list.need(12);
    await vi.waitFor(() => expect(list.trouble.value).toBe('No connection'));
    desk.gate = null;
    list.need(12);
    await vi.waitFor(() => expect(list.shown.value.length).toBe(20));
    expect(list.trouble.value).toBe('');
  });
});

describe('pushes', () => {
  it('lead to what a fresh load shows, at random', async () => {
    let dice = 7;
    const roll = (sides: number) => { dice = (dice * 1103515245 + 12345) % 2147483648; return dice % sides; };
    const statuses = ['open', 'waiting', 'resolved', 'closed'] as const;
    for (const search of ['', 'view=mine', 'status=open,waiting', 'sort=updated',
      'sort=-created&priority=urgent,high']) {
      const list = await loaded(search, 8);
      for (let step = 0; step < 120; step += 1) {
        const pushed = roll(8) === 0
          ? ticket({ number: 2000 + step, created_at: at(1 + roll(28)), priority: 'urgent' })
          : desk.change(1001 + roll(25), { status: statuses[roll(4)]!, assignee: roll(2) ? ada : null,
            priority: (['low', 'urgent', 'high'] as const)[roll(3)]!,
              updated_at: `2026-12-01T00:00:${String(step % 60).padStart(2, '0')}.000Z` });
        desk.add(pushed);
        if (roll(5) === 0) list.hold(step % 2 === 0);
        list.take([pushed]);
      }
      list.hold(false);
      list.settle();
      expectFresh(list, search);
    }
  });
  it('that are older than what is known change nothing', async () => {
    const list = await loaded();
    const old = desk.tickets.get(1003)!;
    list.take([desk.change(1003, { status: 'closed' })]);
    list.take([desk.change(1004, { subject: 'Now' })]);
    list.take([{ ...old, number: 1004, seq: 0 }]);
    expect(list.shown.value.find(({ number }) => number === 1004)?.subject).toBe('Now');
    expectFresh(list);
  });
});

describe('a held list', () => {
  it('keeps every row in its place, dims what left and counts what came', async () => {
    const list = await loaded('', 30);
    const before = numbers(list.shown.value);
    list.hold(true);
    const urgent = ticket({ number: 3000, priority: 'urgent' });
    desk.add(urgent);
    list.take([desk.change(1002, { status: 'closed' }), desk.change(1010, { priority: 'urgent' }), urgent]);
    expect(numbers(list.shown.value)).toEqual(before);
    expect([[...list.gone.value], [...list.fresh.value]]).toEqual([[1002], [3000]]);
    expect(list.shown.value[1]!.status).toBe('closed');
    list.hold(false);
    expect([list.gone.value.size, list.fresh.value.size]).toEqual([0, 0]);
    expectFresh(list);
  });
  it('lets rows come back that no longer leave', async () => {
    const list = await loaded('', 30);
    list.hold(true);
    list.take([desk.change(1002, { status: 'closed' })]);
    list.take([desk.change(1002, { status: 'waiting' })]);
    expect(list.gone.value.size).toBe(0);
  });
});

describe('what comes above the window', () => {
  it('waits until it is asked for, or until one is at the top', async () => {
    const list = await loaded('', 30);
    list.see(5, 12);
    const urgent = ticket({ number: 3000, priority: 'urgent' });
    const late = ticket({ number: 3001, priority: 'low' });
    desk.add(urgent, late);
    list.take([urgent, late]);
    expect([...list.fresh.value]).toEqual([3000]);
    expect(numbers(list.shown.value)).toContain(3001);
    list.showNew();
    expectFresh(list);
    const other = ticket({ number: 3002, priority: 'urgent' });
    desk.add(other);
    list.take([other]);
    list.see(0, 7);
    expectFresh(list);
  });
});

describe('a reload', () => {
  it('brings what was missed, as far as was loaded', async () => {
    const list = await loaded('', 30);
    desk.change(1003, { status: 'closed' });
    desk.add(ticket({ number: 4000, priority: 'urgent' }));
    await list.reload();
    expectFresh(list);
    expect(list.shown.value.length).toBe(25);
  });
  it('asks the search about tickets that only it can judge', async () => {
    vi.useFakeTimers();
    const list = desk.list('q=hopper');
    const load = vi.spyOn(list, 'reload');
    await list.reload();
    list.take([ticket({ number: 5000 })]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(load).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });
});
