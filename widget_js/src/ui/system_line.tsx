/** What happened in the chat, in the visitor's language; the server's own sentence where we know no better. */
import type { ComponentChildren } from 'preact';
import type { Message } from '../../../shared_js/wire';
import { strings } from '../language';
import { named } from './named';

interface Facts { by?: string; by_kind?: string; to?: string; agent?: string; number?: number; email?: string }

export function systemLine({ kind, body, data }: Message): ComponentChildren {
  const { by = '', by_kind, to, agent, number, email } = (data ?? {}) as Facts;
  switch (kind) {
    case 'accepted': return named(strings.joined, by);
    case 'transferred': if (to) return named(agent ? strings.transferred : strings.passedOn, to); break;
    case 'returned': return strings.returned;
    case 'missed': return by_kind === 'visitor' ? strings.endedByYou : strings.missed;
    case 'contact': if (email) return named(strings.contactLeft, email); break;
    case 'converted': if (number) return strings.converted(number); break;
    case 'ended':
      if (by_kind === 'visitor') return strings.endedByYou;
      return by_kind === 'agent' ? named(strings.endedBy, by) : strings.ended;
  }
  return <bdi>{body}</bdi>;
}
