// Merging tickets: which of them stays, what it will look like, and who can't take part and why.
import { useEffect, useState } from 'preact/hooks';
import type { MergePreview, Ticket } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { merges, mergeCustomers } from '../customer/state';
import { Trouble } from '../signin/frame';
import { customerName } from '../store/visitor';
import { Button, CloseIcon, Dialog, EmptyState, IconButton, MergeIcon, PriorityMark, Skeleton,
  StatusMark } from '../ui';
import { Candidates } from './merge_find';
import { bestTarget, inWords, mergeInto, sourcesOf } from './merging';
import { Preview } from './preview';
import { TicketWords } from './ticket_words';
import './merge.css';

interface MergeProps {
  /** The first is the one that stays, if it can and `keepFirst` says so. */
  numbers: readonly number[];
  keepFirst?: boolean;
  onClose: () => void;
  onDone?: (() => void) | undefined;
}

/** The tickets that one began with, as soon as they are known. */
function useChosen(numbers: readonly number[], keepFirst: boolean) {
  const [tickets, setTickets] = useState<readonly Ticket[]>([]);
  const [wanted, want] = useState<number | null>(keepFirst ? numbers[0] ?? null : null);
  const [failed, setFailed] = useState('');
  useEffect(() => {
    Promise.all(numbers.map((number) => api.ticket(number))).then(
      (found) => setTickets(found.filter(({ merged_into }) => merged_into === undefined)),
      (error: unknown) => setFailed(error instanceof Error ? error.message : String(error)),
    );
  }, []);
  const target = bestTarget(tickets, wanted);
  const add = (ticket: Ticket) => setTickets((before) => (
    before.some(({ number }) => number === ticket.number) ? before : [...before, ticket]));
  const drop = (number: number) => setTickets((before) => before.filter((ticket) => ticket.number !== number));
  return { tickets, target, want, add, drop, failed };
}

function usePreview(target: number | null, sources: readonly number[]) {
  const [preview, setPreview] = useState<MergePreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    if (target === null || !sources.length) return setPreview(null);
    let stale = false;
    setBusy(true);
    api.previewMerge(target, sources).then(
      (found) => { if (!stale) { setPreview(found); setTrouble(''); setBusy(false); } },
      (error: unknown) => { if (!stale) { setTrouble(error instanceof Error ? error.message : String(error));
        setBusy(false); } },
    );
    return () => { stale = true; };
  }, [target, sources.join(), merges.value]);
  return { preview, busy, trouble };
}

function useMerging(run: () => Promise<void>) {
  const [merging, setMerging] = useState(false);
  const [refusal, setRefusal] = useState('');
  const merge = async () => {
    if (merging) return;
    setMerging(true);
    try {
      await run();
    } catch (error) {
      setRefusal(error instanceof ApiError ? error.message : 'The tickets could not be merged.');
    }
    setMerging(false);
  };
  return { merge, merging, refusal };
}

export function MergeDialog({ numbers, keepFirst = false, onClose, onDone }: MergeProps) {
  const { tickets, target, want, add, drop, failed } = useChosen(numbers, keepFirst);
  const sources = sourcesOf(tickets, target);
  const { preview, busy, trouble } = usePreview(target, sources);
  const ready = preview !== null && !busy && !preview.refused.length && sources.length > 0;
  const { merge, merging, refusal } = useMerging(async () => {
    if (!ready) return;
    await mergeInto(target!, sources);
    onClose();
    onDone?.();
  });
  const kept = tickets.find(({ number }) => number === target);
  const action = sources.length && target ? `Merge ${inWords(sources)} into #${target}` : 'Merge';
  return (
    <Dialog title="Merge tickets" size="xl" onClose={onClose} onSubmit={() => void merge()}
      footer={<>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" icon={MergeIcon} busy={merging} disabled={!ready}>{action}</Button>
      </>}>
      {(failed || trouble || refusal) && <Trouble>{failed || trouble || refusal}</Trouble>}
      <div class="merge">
        <div class="merge-choice">
          <Together tickets={tickets} target={target} first={numbers[0]} onKeep={want} onDrop={drop} />
          {kept && <Candidates ticket={kept} chosen={tickets} onAdd={add} />}
        </div>
        <div class="merge-result">
          {preview && sources.length > 0 ? <Result preview={preview} tickets={tickets} busy={busy} onDrop={drop} />
            : busy ? <Skeleton height="160px" /> : <EmptyState icon={MergeIcon}
              title="Choose what belongs together">The result is shown here before anything happens.</EmptyState>}
        </div>
      </div>
    </Dialog>
  );
}

interface TogetherProps { tickets: readonly Ticket[]; target: number | null; first: number | undefined;
  onKeep: (number: number) => void; onDrop: (number: number) => void }

function Together({ tickets, target, first, onKeep, onDrop }: TogetherProps) {
  return (
    <fieldset class="merge-together">
      <legend>Which number stays?</legend>
      {tickets.map((ticket) => (
        <div key={ticket.number} class="merge-one" data-kept={ticket.number === target || undefined}>
          <label>
            <input type="radio" name="merge-target" checked={ticket.number === target}
              disabled={ticket.status === 'closed'} onChange={() => onKeep(ticket.number)} />
            <TicketWords ticket={ticket} more={ticket.number === target ? 'stays' : fate(ticket)} />
          </label>
          {ticket.number !== first && <IconButton size="sm" icon={CloseIcon} label={`Leave out #${ticket.number}`}
            onClick={() => onDrop(ticket.number)} />}
        </div>
      ))}
      {!tickets.length && <Skeleton height="44px" />}
    </fieldset>
  );
}

const fate = ({ status }: Ticket) => (status === 'closed' ? 'closed: it can’t take anything in'
  : 'is merged and closed');

interface ResultProps { preview: MergePreview; tickets: readonly Ticket[]; busy: boolean;
  onDrop: (number: number) => void }

function Result({ preview: { ticket, entries, refused, unproven }, tickets, busy, onDrop }: ResultProps) {
  return (
    <>
      {refused.length > 0 && (
        <ul class="merge-refused" role="alert">
          {refused.map(({ number, message }) => {
            const other = tickets.find((one) => one.number === number)?.customer.id;
            const stranger = number !== ticket.number && other !== undefined && other !== ticket.customer.id;
            return (
              <li key={number}><span>{message}</span>
                {number !== ticket.number && <Button size="sm" onClick={() => onDrop(number)}>Leave it out</Button>}
                {stranger && (
                  <Button size="sm" onClick={() => mergeCustomers(ticket.customer.id,
                    other)}>The same person? Merge the records</Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {unproven.length > 0 && (
        <ul class="merge-refused" role="status">
          {unproven.map(({ number, message }) => <li key={number}><span>{message}</span></li>)}
        </ul>
      )}
      <header class="merge-head">
        <h3><span class="quiet">#{ticket.number}</span> <bdi>{ticket.subject}</bdi></h3>
        <p><StatusMark value={ticket.status} /><PriorityMark value={ticket.priority} words /><span>
          {entries.length === 1 ? 'One entry' : `${entries.length} entries`}</span></p>
      </header>
      <Preview label="The timeline after the merge" entries={entries} customer={customerName(ticket)} busy={busy} />
    </>
  );
}
