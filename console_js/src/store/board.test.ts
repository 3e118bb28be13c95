// A board fed by pushes, in whatever order they come, must show what a fresh load shows.
import { describe, expect, it } from 'vitest';
import { change, emptyBoard, line, load, presence, queue, seen, whereabouts, type Board, type Snapshot } from './board';
import { agent, chat, message, ticket } from './fixtures';

const snapshot = (parts: Partial<Snapshot> = {}): Snapshot => ({ chats: [], tickets: [], agents: [], teams: [], seq: 1, ...parts });
const fresh = (parts: Partial<Snapshot>) => load(emptyBoard, snapshot(parts), []);
const shown = (board: Board) => queue(board, 'ada');

describe('a board fed by pushes', () => {
  const waiting = chat({ id: 'c1', seq: 1 });
  const accepted = chat({ id: 'c1', seq: 2, status: 'active', agent: { id: 'ada', name: 'Ada', picture: null },
    accepted_at: '2026-11-24T08:01:00.000Z', waiting_since: null });
  const said = message({ seq: 3, body: 'Is anybody there?' });
  const after = { ...accepted, seq: 3, unread: accepted.unread + 1,
    last: { seq: 3, at: said.at, kind: 'visitor' as const, text: said.body } };

  it('equals a fresh load', () => {
    let board = fresh({ chats: [] });
    board = change(board, { chat: waiting });
    board = change(board, { chat: accepted });
    board = line(board, 'c1', said).board;
    board = change(board, { ticket: ticket({ number: 1001 }) });
    expect(shown(board)).toEqual(shown(fresh({ chats: [after], tickets: [ticket({ number: 1001 })] })));
  });

  it('does so whatever order the pushes come in', () => {
    const pushes = [(b: Board) => change(b, { chat: waiting }), (b: Board) => change(b, { chat: accepted }),
      (b: Board) => change(b, { chat: after })];
    for (const order of [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]]) {
      const board = order.reduce((known, index) => pushes[index]!(known), fresh({}));
      expect(shown(board)).toEqual(shown(fresh({ chats: [after] })));
    }
  });

  it('takes each line once', () => {
    const once = line(fresh({ chats: [accepted] }), 'c1', said).board;
    expect(line(once, 'c1', said).board).toBe(once);
  });

  it('notices that words before these never arrived', () => {
    const board = fresh({ chats: [accepted] });
    expect(line(board, 'c1', message({ seq: 3 })).gap).toBe(false);
    expect(line(board, 'c1', message({ seq: 5 })).gap).toBe(true);
  });

  it('lets a private note count on, but neither show as the last line nor as unread', () => {
    const { board } = line(fresh({ chats: [accepted] }), 'c1',
      message({ seq: 3, kind: 'note', author: { kind: 'agent', id: 'bo', name: 'Bo' } }));
    expect(board.chats.get('c1')).toEqual({ ...accepted, seq: 3 });
  });

  it('drops a chat from the queue when it ends', () => {
    const board = change(fresh({ chats: [waiting] }), { chat: { ...waiting, seq: 2, status: 'missed' } });
    expect(shown(board).waiting).toEqual([]);
  });

  it('takes read marks that come without a new number, and never steps back', () => {
    const board = seen(fresh({ chats: [after] }), { chat: 'c1', by: 'agent', seq: 3 });
    expect(board.chats.get('c1')).toMatchObject({ unread: 0, read: { agent: 3 } });
    expect(seen(board, { chat: 'c1', by: 'agent', seq: 2 })).toBe(board);
  });
});

describe('where a visitor is', () => {
  const page = { url: 'https://shop.example/returns', title: 'Returns', at: '2026-11-24T08:02:00.000Z' };
  const board = fresh({ chats: [chat({ id: 'c1' })] });

  it('follows the visitor out and in again, and over the pages', () => {
    const left = whereabouts(board, 'c1', { here: false });
    expect(left.chats.get('c1')?.visitor_here).toBe(false);
    const back = whereabouts(whereabouts(left, 'c1', { here: true }), 'c1', { page }).chats.get('c1')!;
    expect([back.visitor_here, back.visitor.page, back.visitor.pages]).toEqual([true, page, [page]]);
  });
  it('is of no interest in a chat one does not know', () => expect(whereabouts(board, 'c9', { here: false })).toBe(board));
});

describe('a snapshot', () => {
  it('removes what left the queue while nobody listened', () => {
    const before = fresh({ chats: [chat({ id: 'gone' })], tickets: [ticket({ number: 1001 })], agents: [agent({ id: 'bo' })] });
    expect(shown(load(before, snapshot(), []))).toEqual({ waiting: [], mine: [], others: [], tickets: [] });
  });

  it('says nothing about tickets beyond its end', () => {
    const old = ticket({ number: 1, updated_at: '2026-11-01T00:00:00.000Z' });
    const full = Array.from({ length: 200 }, (_, index) => ticket({ number: 1001 + index, updated_at: '2026-11-20T00:00:00.000Z' }));
    const before = fresh({ tickets: [old, ticket({ number: 2, updated_at: '2026-11-24T00:00:00.000Z' })] });
    const known = load(before, snapshot({ tickets: full }), []).tickets;
    expect([known.has(1), known.has(2), known.size]).toEqual([true, false, 201]);
  });

  it('does not undo what was pushed while it was on its way', () => {
    const newer = chat({ id: 'c1', seq: 9, status: 'ended' });
    const born = chat({ id: 'c2' });
    const board = load(emptyBoard, snapshot({ chats: [chat({ id: 'c1', seq: 2 })] }), [{ chat: newer }, { chat: born }]);
    expect(board.chats.get('c1')).toEqual(newer);
    expect(shown(board).waiting).toEqual([born]);
  });

  it('keeps an ended chat that is still open on the screen', () => {
    const ended = chat({ id: 'c1', status: 'ended' });
    const before = change(emptyBoard, { chat: ended });
    expect(load(before, snapshot(), [], (known) => known.id === 'c1').chats.get('c1')).toEqual(ended);
  });
});

describe('the queue', () => {
  it('has the longest wait first, mine apart from others\', urgent tickets before old ones, resolved ones last', () => {
    const active = { status: 'active' as const, waiting_since: null };
    const board = fresh({
      chats: [
        chat({ id: 'late', waiting_since: '2026-11-24T08:05:00.000Z' }), chat({ id: 'early', waiting_since: '2026-11-24T08:00:00.000Z' }),
        chat({ id: 'mine', ...active, agent: { id: 'ada', name: 'Ada', picture: null } }),
          chat({ id: 'hers', ...active, agent: { id: 'bo', name: 'Bo', picture: null } }),
      ],
      tickets: [ticket({ number: 1001 }), ticket({ number: 1002, priority: 'urgent' }),
        ticket({ number: 1003, priority: 'urgent', status: 'resolved' }), ticket({ number: 1004, status: 'closed' })],
    });
    const { waiting, mine, others, tickets } = shown(board);
    expect(waiting.map(({ id }) => id)).toEqual(['early', 'late']);
    expect([mine, others].map((list) => list.map(({ id }) => id))).toEqual([['mine'], ['hers']]);
    expect(tickets.map(({ number }) => number)).toEqual([1002, 1001, 1003]);
  });

  it('has the chats that wait for my teams before all others', () => {
    const team = (id: string) => ({ team: { id, name: id } });
    const board = fresh({ agents: [agent({ id: 'ada', teams: ['billing'] })], chats: [
      chat({ id: 'early' }), chat({ id: 'theirs', ...team('support') }),
      chat({ id: 'ours', ...team('billing'), waiting_since: '2026-11-24T08:05:00.000Z' }),
    ] });
    expect(shown(board).waiting.map(({ id }) => id)).toEqual(['ours', 'early', 'theirs']);
  });

  it('shows a colleague\'s new presence', () => {
    expect(presence(fresh({ agents: [agent({ id: 'bo' })] }),
      agent({ id: 'bo', presence: 'away' })).agents.get('bo')?.presence).toBe('away');
  });
});
