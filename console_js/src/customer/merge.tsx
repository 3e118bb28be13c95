// Two records of one person become one: the other is found, the result is shown before, and can be taken back.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Customer } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { offerUndo } from '../shell/undo';
import { Trouble } from '../signin/frame';
import { Avatar, Button, Dialog, ErrorState, MergeIcon, Skeleton, TransferIcon, useRemote } from '../ui';
import { counted } from '../ui/words';
import { CustomerWords, FindCustomer, useFound } from './find';
import { bareAddress, hidden, joined, nameOf } from './patch';
import { customerMerge, merges } from './state';
import './customer.css';

export function CustomerMergeDialog() {
  const asked = customerMerge.value;
  return asked && <Merging key={`${asked.id} ${asked.other}`} id={asked.id} first={asked.other} />;
}

const MOST_ALIKE = 4;
const close = () => { customerMerge.value = null; };

async function merge(kept: Customer, other: Customer) {
  await api.mergeCustomers(kept.id, other.id);
  merges.value += 1;
  close();
  offerUndo({ text: `${nameOf(other)} was merged into ${nameOf(kept)}.`, undo: async () => {
    await api.unmergeCustomers(kept.id, other.id);
    merges.value += 1;
  } });
}

function useMerging(id: string, first: string | null) {
  const [chosen, setChosen] = useState<string | null>(first);
  const [swapped, setSwapped] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const mine = useRemote(() => api.customer(id), [id]);
  const other = useRemote(async () => (chosen ? api.customer(chosen) : null), [chosen]);
  useEffect(() => setTrouble(''), [chosen, swapped]);
  const known = mine.data && other.data?.id === chosen ? [mine.data, other.data] : null;
  const [kept, gone] = (swapped ? known?.slice().reverse() : known) ?? [];
  const go = async () => {
    if (!kept || !gone) return;
    setBusy(true);
    try {
      await merge(kept, gone);
    } catch (error) {
      setBusy(false);
      setTrouble(error instanceof ApiError ? error.message : 'The records could not be merged.');
    }
  };
  return { mine, other, chosen, choose: setChosen, kept, gone, swap: () => setSwapped(!swapped), busy, trouble, go };
}

/** What was pressed is gone: on to the pair once it is there, or back to the field. */
function useNextFocus(chosen: string | null, ready: boolean): void {
  const before = useRef(chosen);
  useEffect(() => {
    if (before.current === chosen || (chosen && !ready)) return;
    before.current = chosen;
    document.querySelector<HTMLElement>(chosen ? '.cmerge-pair' : '.dialog [role=combobox]')?.focus();
  }, [chosen, ready]);
}

function Merging({ id, first }: { id: string; first: string | null }) {
  const { mine, other, chosen, choose, kept, gone, swap, busy, trouble, go } = useMerging(id, first);
  useNextFocus(chosen, kept !== undefined);
  const missing = mine.error ? mine : other.error ? other : null;
  return (
    <Dialog title="Merge two records of one person" size="lg" onClose={close} onSubmit={() => void go()}
      footer={<>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" icon={MergeIcon} busy={busy} disabled={!kept}>Merge</Button>
      </>}>
      {trouble && <Trouble>{trouble}</Trouble>}
      <p class="cmerge-lead">Tickets and chats of both are then found under one name. Nothing is lost: they can be taken
        apart again.</p>
      {missing && <ErrorState title="The record could not be loaded" onRetry={() => void missing.reload()}>
        {missing.error}</ErrorState>}
      {!missing && !chosen && (
        <>
          <FindCustomer label="Who is the same person?" autofocus but={id}
            onChoose={(customer) => choose(customer.id)} />
          <Namesakes id={id} name={mine.data?.name ?? ''} onChoose={choose} />
        </>
      )}
      {!missing && chosen && !kept && <Skeleton height="120px" />}
      {kept && gone && (
        <><Pair kept={kept} other={gone} onSwap={swap} onOther={() => choose(null)} /><Result kept={kept}
          other={gone} /></>
      )}
    </Dialog>
  );
}

/** Records under the same name are the likeliest. */
function Namesakes({ id, name, onChoose }: { id: string; name: string; onChoose: (id: string) => void }) {
  const alike = useFound(name).items.filter((customer) => customer.id !== id).slice(0, MOST_ALIKE);
  if (!alike.length) return null;
  return (
    <section aria-label="Of the same name"><h3 class="cmerge-heading">Of the same name</h3>
      <ul class="cmerge-alike">{alike.map((customer) => (
        <li key={customer.id}><button type="button" class="cmerge-who" onClick={() => onChoose(customer.id)}><Avatar
          name={nameOf(customer)} size={30} /><CustomerWords customer={customer} /></button></li>
      ))}</ul></section>
  );
}

function Pair({ kept, other, onSwap, onOther }: { kept: Customer; other: Customer; onSwap: () => void;
  onOther: () => void }) {
  return (
    <div class="cmerge-pair" tabIndex={-1} role="group" aria-label={`${nameOf(other)} into ${nameOf(kept)}`}>
      <Side customer={other} word="Is merged" /><span class="cmerge-arrow" aria-hidden="true">→</span><Side
        customer={kept} word="Stays" />
      <p class="cmerge-tools"><Button size="sm" icon={TransferIcon} onClick={onSwap}>The other way round</Button>
        <Button size="sm" variant="ghost" onClick={onOther}>Choose somebody else</Button></p>
    </div>
  );
}

const Side = ({ customer, word }: { customer: Customer; word: string }) => (
  <section class="cmerge-side" aria-label={word}>
    <h3>{word}</h3>
    <span class="cmerge-who"><Avatar name={nameOf(customer)} size={30} /><CustomerWords customer={customer} /></span>
    <small>{counted(customer.counts?.tickets ?? 0, 'ticket')}, {counted(customer.counts?.chats ?? 0, 'chat')}</small>
  </section>
);

function Result({ kept, other }: { kept: Customer; other: Customer }) {
  const one = joined(kept, other);
  const gone = hidden(kept, other);
  const plain: [string, string][] = [['Phone', one.phone], ['Company', one.company], ['Website',
    bareAddress(one.site)]];
  const rows = [...plain.filter(([, value]) => value), ...Object.entries(one.fields)];
  return (
    <section class="cmerge-result" aria-label="After the merge">
      <h3>After the merge</h3>
      <p class="cmerge-name" dir="auto">{nameOf(one)}</p>
      <dl>
        <div><dt>{one.emails.length === 1 ? 'Address' : 'Addresses'}</dt><dd>
          {one.emails.length ? one.emails.map((email) => <span key={email}>{email}</span>) : 'None'}</dd></div>
        {rows.map(([key, value]) => <div key={key}><dt dir="auto">{key}</dt><dd dir="auto">{value}</dd></div>)}
        <div><dt>Past</dt><dd>{counted(one.counts!.tickets, 'ticket')}, {counted(one.counts!.chats,
          'chat')}, {counted(one.notes?.length ?? 0, 'note')}</dd></div>
      </dl>
      {gone.length > 0 && <p class="quiet">Not shown any more: {gone.map(({ label, value }, index) => <span
        key={label}>{index > 0 && ', '}{label} <bdi>{value}</bdi></span>)}</p>}
    </section>
  );
}
