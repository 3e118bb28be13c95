// The work area while nothing is open: who waits, the next thing to do, and the keys that help.
import { acceptChat } from '../chat/actions';
import { notificationsOffered, askForNotifications } from '../shell/notify';
import { loaded, store } from '../store';
import { counts } from '../store/ticket_lists';
import { BellIcon, Button, ChatIcon, CheckIcon, Elapsed, Kbd, Skeleton } from '../ui';
import { visitorName } from '../store/visitor';

const HINTS: [string, string][] = [['j', 'Next in the list'], ['a', 'Accept who is next'],
  ['/', 'Search everything'], ['mod+k', 'Go anywhere'],
  ['?', 'All keys']];

function Figure({ value, label }: { value: number | undefined; label: string }) {
  return <div class="figure"><dd>{loaded.value && value !== undefined ? value.toLocaleString() : <Skeleton width="1.2em"
    height="0.8em" />}</dd>
    <dt>{label}</dt></div>;
}

export function Overview() {
  const { waiting, mine, others } = store.queue.value;
  const next = waiting[0];
  const online = store.agents.value.filter((agent) => agent.presence === 'online').length;
  return (
    <div class="overview">
      <div class="overview-inner">
        <span class="overview-icon" data-busy={Boolean(next) || undefined}>{next ? <ChatIcon size={26} /> : <CheckIcon
          size={26} />}</span>
        <h2>{!loaded.value ? <Skeleton width="11em" /> : next ? `${visitorName(next.visitor)} is waiting`
          : 'Nobody is waiting'}</h2>
        <p class="overview-line" dir="auto">{next ? <>“{next.last.text}” · <Elapsed
          since={next.waiting_since ?? next.created_at} /></>
          : store.me.value?.presence === 'online' ? 'New chats ring and appear at the top of the list.'
            : 'New chats appear at the top of the list.'}</p>
        <div class="overview-actions">
          {next && <Button size="lg" variant="primary" onClick={() => void acceptChat(next.id)}>Accept</Button>}
          {!next && notificationsOffered.value && <Button icon={BellIcon}
            onClick={() => void askForNotifications()}>Notify me outside this window</Button>}
        </div>
        <dl class="figures">
          <Figure value={waiting.length} label="waiting" />
          <Figure value={mine.length + others.length} label={mine.length + others.length === 1 ? 'running chat'
            : 'running chats'} />
          <Figure value={counts.value?.views.mine} label={counts.value?.views.mine === 1 ? 'ticket of mine'
            : 'tickets of mine'} />
          <Figure value={online} label={online === 1 ? 'agent online' : 'agents online'} />
        </dl>
        <ul class="hints">{HINTS.map(([keys, words]) => <li key={keys}><Kbd keys={keys} />{words}</li>)}</ul>
      </div>
    </div>
  );
}
