// One ticket in the wide list: a table's row, and a card on a narrow window.
import type { Ticket } from '../../../shared_js/wire';
import { paths } from '../router';
import { customerName } from '../store/visitor';
import { DraftMark } from '../ticket/draft_mark';
import { colourOf } from '../ticket/labels';
import { PriorityMark, ReplyIcon, Skeleton, StatusMark, Tag, Time } from '../ui';
import { memo } from '../ui/memo';
import { isDone } from './fit';
import { Due, Faces, isUrgent, LateMark, Owner, UrgentMark, useLate } from './parts';
import { select, selected } from './state';

const MOST_LABELS = 2;

export function Labels({ ticket: { labels, category } }: { ticket: Ticket }) {
  const more = labels.length - MOST_LABELS;
  return (
    <span class="cell-labels" title={[...labels, ...(category ? [`Category: ${category}`] : [])].join(', ')}>
      {labels.slice(0, MOST_LABELS).map((name) => <Tag key={name} name={name} colour={colourOf(name)} />)}
      {more > 0 && <small>+{more}<span class="sr-only"> more: {labels.slice(MOST_LABELS).join(', ')}</span></small>}
    </span>
  );
}

/** A range leaves what was chosen as it is, where the browser would have ticked it off. */
function choose(event: MouseEvent, number: number): void {
  const box = event.currentTarget as HTMLInputElement;
  select(number, event.shiftKey);
  queueMicrotask(() => { box.checked = selected.peek().has(number); });
}

interface Props { ticket: Ticket; gone: boolean; chosen: boolean; index: number }

export const WideRow = memo(function WideRow({ ticket, gone, chosen, index }: Props) {
  const { number, subject, last } = ticket;
  const late = useLate(ticket);
  const urgent = isUrgent(ticket);
  return (
    <div role="row" aria-rowindex={index + 2} class="wide-row" data-urgent={urgent || undefined}
      data-overdue={late || undefined} data-gone={gone || undefined}
      data-chosen={chosen || undefined} title={gone ? 'No longer belongs into this list' : undefined}>
      <span role="cell" class="cell-check"><label>
        <input type="checkbox" checked={chosen} aria-label={`Select #${number}`} tabIndex={-1}
          onClick={(event) => choose(event, number)} />
      </label></span>
      <span role="cell" class="cell-priority"><PriorityMark value={ticket.priority} quiet={isDone(ticket)} /></span>
      <span role="cell" class="cell-number">#{number}</span>
      <span role="cell" class="cell-subject">
        <span class="cell-line"><a data-row data-ticket={number} href={paths.ticket(number)}><strong dir="auto">
          {subject}</strong></a>
          {urgent && <UrgentMark />}{late && <LateMark />}<DraftMark number={number} /></span>
        <span class="cell-last"><span class="cell-customer" dir="auto">{customerName(ticket)}</span>
          {last && <span class="cell-words">{last.kind === 'agent' && <><ReplyIcon size={12} /><span
            class="sr-only">Answered: </span></>}
            <span class="truncate" dir="auto">{last.text}</span></span>}</span>
      </span>
      <span role="cell" class="cell-people"><Faces number={number} /></span>
      <span role="cell" class="cell-tags"><Labels ticket={ticket} /></span>
      <span role="cell" class="cell-owner"><Owner ticket={ticket} size={22} words /></span>
      <span role="cell" class="cell-status"><StatusMark value={ticket.status} /></span>
      <span role="cell" class="cell-due"><Due ticket={ticket} late={late} /></span>
      <span role="cell" class="cell-when"><Time value={ticket.updated_at} /></span>
    </div>
  );
});

const WIDTHS = ['46%', '61%', '38%', '54%', '67%', '42%', '58%'];

/** As high as a row, so that nothing moves when it comes. */
export const WideGhost = ({ index }: { index: number }) => (
  <div class="wide-row ghost" aria-hidden="true">
    <span class="cell-subject"><Skeleton width={WIDTHS[index % WIDTHS.length]!} height="13px" /><Skeleton width="78%"
      height="11px" /></span>
    <span class="cell-status"><Skeleton width="70px" height="12px" /></span>
  </div>
);
