// How lines become groups, days and marks.
import { describe, expect, it } from 'vitest';
import type { Unsent } from '../../../shared_js/outbox';
import { message } from '../store/fixtures';
import { rows, type Row, type View } from './rows';

const me = { kind: 'agent' as const, id: 'ada', name: 'Ada' };
const view = (parts: Partial<View>): View => ({ entries: [], unsent: [], me, readByVisitor: 0, newAfter: null, ...parts });
const kinds = (list: Row[]) => list.map((row) => (row.type === 'group' ? `${row.kind} ${row.author.id} ${row.bubbles.length}` : row.type));
const at = (minute: number, day = 24) => `2026-11-${day}T12:${String(minute).padStart(2, '0')}:00.000Z`;
const unsent = (parts: Partial<Unsent> = {}): Unsent => ({ client_id: 'x', chat: 'c1', kind: 'message', body: 'Hi', at: Date.parse(at(9)),
  state: 'sending', ...parts });

describe('rows', () => {
  it('puts together what one person wrote in one go', () => {
    const entries = [message({ seq: 1, at: at(0) }), message({ seq: 2, at: at(1) }), message({ seq: 3, at: at(30) }),
      message({ seq: 4, at: at(31), author: me })];
    expect(kinds(rows(view({ entries })))).toEqual(['day', 'message v1 2', 'message v1 1', 'message ada 1']);
  });

  it('never puts a note and a reply into one group', () => {
    const entries = [message({ seq: 1, at: at(0), author: me }), message({ seq: 2, at: at(0), author: me, kind: 'note' })];
    expect(kinds(rows(view({ entries })))).toEqual(['day', 'message ada 1', 'note ada 1']);
  });

  it('begins each day with its name, also under the mark of what is new', () => {
    const entries = [message({ seq: 1, at: at(0, 23) }), message({ seq: 2, at: at(0, 24) })];
    expect(kinds(rows(view({ entries, newAfter: 1 })))).toEqual(['day', 'message v1 1', 'day', 'new', 'message v1 1']);
  });

  it('marks what the visitor has read', () => {
    const entries = [message({ seq: 1, at: at(0), author: me }), message({ seq: 2, at: at(0), author: me })];
    const [, group] = rows(view({ entries, readByVisitor: 1 }));
    expect(group?.type === 'group' && group.bubbles.map(({ state }) => state)).toEqual(['read', 'sent']);
  });

  it('shows what is still unsent last, and not twice once it has arrived', () => {
    const entries = [message({ seq: 1, at: at(10), author: me, client_id: 'x' })];
    expect(kinds(rows(view({ entries, unsent: [unsent()] })))).toEqual(['day', 'message ada 1']);
    const shown = rows(view({ entries, unsent: [unsent({ client_id: 'y', state: 'failed', error: 'This chat has ended.' })] })).at(-1);
    expect(shown?.type === 'group' && shown.bubbles.at(-1)).toMatchObject({ state: 'failed', error: 'This chat has ended.', at: at(10) });
  });
});
