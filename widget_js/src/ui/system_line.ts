/** What happened in the chat, in the visitor's language; the server's own sentence where we know no better. */
import type { Message } from '../../../shared_js/wire';
import { strings } from '../language';

interface Facts { by?: string; by_kind?: string; to?: string; agent?: string; number?: number; email?: string }

export function systemLine({ kind, body, data }: Message): string {
  const { by = '', by_kind, to, agent, number, email } = (data ?? {}) as Facts;
  switch (kind) {
    case 'accepted': return strings.joined(by);
    case 'transferred': return to ? (agent ? strings.transferred(to) : strings.passedOn(to)) : body;
    case 'returned': return strings.returned;
    case 'missed': return by_kind === 'visitor' ? strings.endedByYou : strings.missed;
    case 'contact': return email ? strings.contactLeft(email) : body;
    case 'converted': return number ? strings.converted(number) : body;
    case 'ended':
      if (by_kind === 'visitor') return strings.endedByYou;
      return by_kind === 'agent' ? strings.endedBy(by) : strings.ended;
    default: return body;
  }
}
