// Above the field: what arrived while one writes, and who else is writing in this ticket.
import type { Ticket, TimelineEntry } from '../../../shared_js/wire';
import { store } from '../store';
import { customerName, isUnnamed } from '../store/visitor';
import { Button, EditIcon, InfoIcon } from '../ui';
import type { TicketLive } from './live';
import { scrollStory } from './scrolling';
import { sentenceOf } from './writing';

interface NewsProps { live: TicketLive; ticket: Ticket; entries: TimelineEntry[]; onSeen: () => void }

export function News({ live, ticket, entries, onSeen }: NewsProps) {
  const me = store.me.value?.id;
  const writing = sentenceOf(live.people.value.filter(({ agent }) => agent.id !== me), 'writing');
  const last = entries.at(-1);
  const more = entries.length > 1 ? `, and ${entries.length - 1} more` : '';
  const what = `${last?.body === undefined ? last?.text : 'wrote just now'}${more}`;
  const show = () => {
    scrollStory(document.getElementById(`entry-${entries[0]!.id}`));
    onSeen();
  };
  return (
    <div class="writer-news" role="status" data-empty={(!last && !writing) || undefined}>
      {last && (
        <p class="writer-came">
          <InfoIcon size={14} />
          <span><b><bdi>{isUnnamed(last.actor) ? customerName(ticket) : last.actor.name}</bdi></b> {what}</span>
          <Button size="sm" onClick={show}>Show</Button>
        </p>
      )}
      {writing && <p class="writer-other"><EditIcon size={13} />{writing}…</p>}
    </div>
  );
}
