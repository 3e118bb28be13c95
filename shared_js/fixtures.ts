/** What the tests of the shared code have in common. */
import type { Message } from './wire';

export function line(seq: number, clientId: string | null = null): Message {
  return {
    id: `m${seq}`, seq, client_id: clientId, kind: 'message', author: { kind: 'visitor', id: 'v', name: 'Vera' },
    body: `line ${seq}`, attachments: [], at: '2026-11-24T10:00:00.000Z',
  };
}
