// The tickets below the chats: the view one works through, as on its own screen, in the compact form.
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { paths, route } from '../router';
import { needSavedViews, savedViews } from '../store/saved_views';
import { formatQuery, isFiltered, parseQuery, sameQuery } from '../tickets/query';
import { list, query, show } from '../tickets/state';
import { places, titleOf } from '../tickets/views';
import { TicketWindow, useHold } from '../tickets/window';
import { Button, Count, DownIcon, ErrorState, ExpandIcon, Menu, StarIcon, UpIcon, type MenuItem } from '../ui';
import { isNarrow } from '../ui/layout';
import { TicketGhost, TicketRow } from './ticket_row';

/** In rem, as inbox.css makes them. */
const ROW = 3.625;
const ROW_NARROW = 4.125;

export function Tickets({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const now = list.value;
  useHold(now, scroller);
  const at = route.value;
  const open = at.name === 'ticket' ? at.number : null;
  const fresh = now.fresh.value.size;
  return (
    <section class="group" aria-label="Tickets">
      <Head />
      <div class="new-pill" role="status">{fresh > 0 && <Button size="sm" variant="primary" icon={UpIcon}
        onClick={() => now.showNew()}>{`${fresh} new`}</Button>}</div>
      {now.state.value === 'failed' && <ErrorState title="The tickets could not be loaded"
        onRetry={() => void now.reload()}>{now.trouble.value}</ErrorState>}
      {now.state.value === 'loading' && <ul class="rows">{Array.from({ length: 6 }, (_, index) => <TicketGhost
        key={index} />)}</ul>}
      <TicketWindow list={now} scroller={scroller} height={isNarrow.value ? ROW_NARROW : ROW} reveal={open}
        row={(ticket, gone) => <TicketRow key={ticket.number} ticket={ticket} gone={gone}
          current={ticket.number === open} />}
        ghost={(index) => <TicketGhost key={`ghost ${index}`} />} />
      {now.state.value === 'ready' && now.size.value === 0 && <p class="no-tickets">No ticket in this view.</p>}
    </section>
  );
}

function choices(): MenuItem[] {
  const now = query.value;
  return [
    ...places().map(({ key, label, icon, query: to, count }): MenuItem => ({
      id: key, label, icon, hint: count === undefined ? undefined : String(count), checked: sameQuery(to, now),
        run: () => show(to) })),
    ...savedViews.value.map((view, index): MenuItem => ({ id: view.id, label: view.name, icon: StarIcon,
      divide: index === 0, checked: sameQuery(parseQuery(view.query), now),
      run: () => show(parseQuery(view.query)) })),
  ];
}

function Head() {
  useEffect(needSavedViews, []);
  const now = query.value;
  const title = titleOf(now);
  const plain = !isFiltered(now) || savedViews.value.some((view) => view.name === title)
    || (now.view === 'team' && now.team.length === 1);
  return (
    <div class="group-head tickets-group">
      <h2 class="sr-only">Tickets</h2>
      <Menu label="View" items={choices()} trigger={(props) => (
        <button {...props} type="button" class="view-menu" title="Choose a view"
          aria-label={`Tickets: ${title}${plain ? '' : ', filtered'}`}>
          <span class="truncate" dir="auto">{title}</span>{!plain && <span class="view-filtered">, filtered</span>}<DownIcon size={12} />
        </button>
      )} />
      <Count value={list.value.size.value} tone="plain" most={9999} />
      <a class="icon-button sm" href={paths.tickets(formatQuery(now))} title="Open as a wide list (g t)"
        aria-label="Open as a wide list"><ExpandIcon size={14} /></a>
    </div>
  );
}
