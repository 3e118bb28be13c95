// The head of a ticket: number, subject (changed in place), the way to its chat, and what can be set.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import { go, paths } from '../router';
import { store } from '../store';
import { listPath } from '../tickets/state';
import {
  BackIcon, Button, ChannelMark, ChatIcon, EditIcon, IconButton, LinkIcon, Menu, MergeIcon, MoreIcon, SplitIcon, toast,
} from '../ui';
import { ticketDialog } from './dialogs';
import type { TicketLive } from './live';
import { OthersHere } from './people';
import { Properties } from './properties';
import { startChoosing } from './split_selection';

const LONGEST_SUBJECT = 200;

export function Head({ live, ticket }: { live: TicketLive; ticket: Ticket }) {
  const chat = ticket.chat ? store.chats.value.get(ticket.chat) : undefined;
  const running = chat?.status === 'active' || chat?.status === 'waiting';
  return (
    <header class="ticket-head">
      <div class="ticket-title">
        <IconButton icon={BackIcon} label="Back to the queue" keys="Esc" class="ticket-back"
          onClick={() => go(listPath())} />
        <span class="ticket-number"><ChannelMark value={ticket.channel} />#{ticket.number}</span>
        <Subject key={ticket.number} value={ticket.subject} fresh={live.fresh.value.has('subject')}
          fixed={ticket.status === 'closed'} onChange={(subject) => live.change({ subject }, { subject })} />
        <OthersHere people={live.people.value} />
        <IconButton icon={LinkIcon} label="Copy the link to this ticket" onClick={() => void copyLink()} />
        <Menu label="More" align="end" items={[
          {
            id: 'merge', label: 'Merge with another ticket', icon: MergeIcon, keys: 'm',
            run: () => { ticketDialog.value = 'merge'; },
          },
          { id: 'split', label: 'Split entries off', icon: SplitIcon, keys: 'e', run: () => startChoosing() },
        ]} trigger={(props) => <IconButton {...props} icon={MoreIcon} label="More" />} />
      </div>
      <div class="ticket-properties">
        <Properties live={live} ticket={ticket} />
        {running && (
          <Button size="sm" variant="primary" icon={ChatIcon} class="ticket-chat" title="Go to the chat (v)"
            onClick={() => go(paths.chat(ticket.chat!))}>
            Chat is still going: go to chat
          </Button>
        )}
      </div>
    </header>
  );
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.origin + location.pathname);
    toast('Link copied.', 'good');
  } catch {
    toast('The browser did not allow copying. The link is in the address bar.', 'bad');
  }
}

interface SubjectProps { value: string; fresh: boolean; fixed: boolean; onChange: (subject: string) => void }

function Subject({ value, fresh, fixed, onChange }: SubjectProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const left = useRef(false);
  const editing = draft !== null;
  useEffect(() => { if (editing) field.current!.select(); }, [editing]);
  const leave = (save: boolean) => {
    // Taking the field away blurs it, which must not save what Escape gave up.
    if (draft === null || left.current) return;
    left.current = true;
    const subject = draft.trim();
    setDraft(null);
    if (save && subject && subject !== value) onChange(subject);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    leave(event.key === 'Enter');
    requestAnimationFrame(() => button.current?.focus());
  };
  if (editing) {
    return <input ref={field} class="subject-input" aria-label="Subject" dir="auto" maxLength={LONGEST_SUBJECT} value={draft}
      onInput={(event) => setDraft(event.currentTarget.value)} onKeyDown={onKeyDown} onBlur={() => leave(true)} />;
  }
  if (fixed) return <h1 class="subject"><span class="truncate" dir="auto" title={value}>{value}</span></h1>;
  return (
    <h1 class={fresh ? 'subject flash' : 'subject'}>
      <button ref={button} type="button" dir="auto" title={value} aria-label={`Subject: ${value}. Change`}
        onClick={() => { left.current = false; setDraft(value); }}>
        <span>{value}</span><EditIcon size={14} />
      </button>
    </h1>
  );
}
