import { describe, expect, it } from 'vitest';
import type { Unsent } from '../../shared_js/outbox';
import type { Message } from '../../shared_js/wire';
import { rows } from './rows';

const at = (minute: number) => new Date(2026, 10, 24, 10, minute).toISOString();
const said = (seq: number, kind: 'visitor' | 'agent', minute: number, more: Partial<Message> = {}): Message => ({
  id: `m${seq}`, seq, client_id: `c${seq}`, kind: 'message', author: { kind, id: kind, name: kind }, body: `line ${seq}`, attachments: [], at: at(minute), ...more,
});
const unsent = (id: string, minute: number, more: Partial<Unsent> = {}): Unsent =>
  ({ client_id: id, chat: 'c', kind: 'message', body: id, at: Date.parse(at(minute)), state: 'sending', ...more });
const sketch = (list: ReturnType<typeof rows>) => list.map((row) => (row.type === 'group' ? row.bubbles.map((bubble) => `${bubble.body}/${bubble.state}`) : row.type));

describe('rows', () => {
  it('groups what one person says in one go, and breaks after a pause', () => {
    const list = rows([said(1, 'visitor', 0), said(2, 'visitor', 1), said(3, 'agent', 2), said(4, 'agent', 20)], [], 1);
    expect(sketch(list)).toEqual(['day', ['line 1/read', 'line 2/sent'], ['line 3/null'], ['line 4/null']]);
  });

  it('puts a day before the first line of each day', () => {
    const list = rows([said(1, 'visitor', 0), said(2, 'visitor', 60 * 24)], [], 0);
    expect(sketch(list)).toEqual(['day', ['line 1/sent'], 'day', ['line 2/sent']]);
  });

  it('shows a message once while its ack and its push race each other', () => {
    const list = rows([said(1, 'visitor', 0)], [unsent('c1', 0), unsent('x', 0, { state: 'failed', error: 'no' })], 0);
    expect(sketch(list)).toEqual(['day', ['line 1/sent', 'x/failed']]);
  });

  it('keeps the key of a message when it turns from unsent to sent', () => {
    const [, before] = rows([], [unsent('c1', 0)], 0);
    const [, after] = rows([said(1, 'visitor', 0)], [], 0);
    expect(before!.key).toBe(after!.key);
  });

  it('shows system lines, and keeps silent about ratings', () => {
    const list = rows([said(1, 'visitor', 0), said(2, 'agent', 1, { kind: 'accepted' }), said(3, 'agent', 2, { kind: 'rated' })], [], 0);
    expect(sketch(list)).toEqual(['day', ['line 1/sent'], 'system']);
  });

  it('never puts an unsent message before what was said already', () => {
    const list = rows([said(1, 'agent', 10)], [unsent('late', 0)], 0);
    expect(list.filter((row) => row.type === 'day')).toHaveLength(1);
  });
});
