/** What happened in the chat, in the visitor's language; the server's own sentence where we know no better. */
import type { Message } from '../../../shared_js/wire';
import { strings } from '../language';

export function systemLine({ kind, author, body, data }: Message): string {
  const agent = (data?.agent as { name?: string } | undefined)?.name ?? (author.kind === 'agent' ? author.name : '');
  switch (kind) {
    case 'accepted': return agent ? strings.joined(agent) : body;
    case 'transferred': return agent && data?.agent ? strings.transferred(agent) : body;
    case 'returned': return strings.returned;
    case 'missed': return strings.missed;
    case 'contact': return strings.contactLeft;
    case 'converted': return typeof data?.ticket === 'number' ? strings.converted(data.ticket) : body;
    case 'ended':
      if (author.kind === 'visitor') return strings.endedByYou;
      return author.kind === 'agent' ? strings.endedBy(author.name) : strings.ended;
    default: return body;
  }
}
