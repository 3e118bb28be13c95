// All customers, the newest first, or those found by what is typed; the words stand in the address bar.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Customer } from '../../../shared_js/wire';
import { api } from '../api';
import { useCommands } from '../palette/commands';
import { go, paths } from '../router';
import { Avatar, Button, ContactIcon, EmptyState, ErrorState, Page, PlusIcon, SearchIcon, Skeleton, Spinner,
  Time } from '../ui';
import { NewCustomer } from './new_customer';
import { nameOf } from './patch';
import './customer.css';

const PAUSE_MS = 150;
const words = () => new URLSearchParams(location.search).get('q') ?? '';

interface Listed { q: string; items: readonly Customer[]; next: string | null }

function useCustomers(q: string) {
  const [listed, setListed] = useState<Listed | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController | null>(null);
  const fetch = async (cursor?: string) => {
    stop.current?.abort();
    const mine = stop.current = new AbortController();
    setBusy(true);
    try {
      const { items, next } = await api.customers(q.trim(), cursor, mine.signal);
      setListed((before) => ({ q, next, items: cursor && before ? [...before.items, ...items] : items }));
      setError(null);
    } catch (reason) {
      if (!mine.signal.aborted) setError(reason instanceof Error ? reason.message : String(reason));
    }
    if (stop.current === mine) setBusy(false);
  };
  useEffect(() => {
    const timer = setTimeout(() => void fetch(), listed ? PAUSE_MS : 0);
    return () => { clearTimeout(timer); stop.current?.abort(); };
  }, [q]);
  return { listed, error, busy, again: () => void fetch(), more: listed?.next ? () => void fetch(listed.next!) : null };
}

export function CustomersScreen() {
  const [q, setQ] = useState(words);
  const [making, setMaking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { listed, error, busy, again, more } = useCustomers(q);
  const type = (text: string) => {
    setQ(text);
    const query = text.trim() && `?q=${encodeURIComponent(text.trim())}`;
    history.replaceState(history.state, '', `/customers${query}`);
  };
  useCommands([
    { id: 'customers.find', title: 'Find a customer', keys: 'f', group: 'Customers',
      run: () => field.current!.focus() },
    { id: 'customers.new', title: 'New customer', keys: 'n', group: 'Customers', run: () => setMaking(true) },
  ]);
  const make = <Button variant="primary" icon={PlusIcon} title="New customer (n)"
    onClick={() => setMaking(true)}>New customer</Button>;
  return (
    <Page title="Customers" wide lead="Everybody who has asked for something." actions={make}>
      <label class="page-search"><SearchIcon size={14} /><input ref={field} class="input" type="search" dir="auto"
        aria-label="Find a customer" placeholder="Name, address, company or phone (f)" value={q}
        onInput={(event) => type(event.currentTarget.value)} /></label>
      {error ? <ErrorState title="Customers could not be loaded" onRetry={again}>{error}</ErrorState>
        : !listed ? <Ghosts /> : listed.items.length ? <Rows items={listed.items} more={more} busy={busy} />
        : listed.q.trim() ? <EmptyState icon={SearchIcon} title="Nobody is known by these words">Try fewer letters,
          or a part of the address.</EmptyState>
        : <EmptyState icon={ContactIcon} title="There is no customer yet"
          action={make}>Whoever writes becomes one.</EmptyState>}
      {making && <NewCustomer typed={q} onClose={() => setMaking(false)} onMade={({ id }) => go(paths.customer(id))} />}
    </Page>
  );
}

function Rows({ items, more, busy }: { items: readonly Customer[]; more: (() => void) | null; busy: boolean }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!more || busy || !end.current) return;
    const watch = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) more(); },
      { rootMargin: '400px' });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [items, busy]);
  return (
    <div class="customers" aria-busy={busy}>
      <div class="customers-head" aria-hidden="true"><span>Name</span><span>Address</span><span>Company</span>
        <span>Since</span></div>
      {items.map((customer) => (
        <a key={customer.id} class="customers-row" href={paths.customer(customer.id)}>
          <span class="customers-name"><Avatar name={nameOf(customer)} size={32} />
            <b class="truncate" dir="auto">{nameOf(customer)}</b></span>
          <Mail emails={customer.emails} />
          <span class="truncate" dir="auto">{customer.company}</span>
          <Time value={customer.created_at} />
        </a>
      ))}
      {more && <div class="customers-more" ref={end}>{busy ? <Spinner label="Loading more" /> : <Button size="sm"
        onClick={more}>Show more</Button>}</div>}
    </div>
  );
}

const Mail = ({ emails }: { emails: readonly string[] }) => (
  <span class="customers-mail truncate">
    {emails[0] ?? <span class="quiet">No address</span>}
    {emails.length > 1 && <span class="quiet"> and {emails.length - 1} more</span>}
  </span>
);

const Ghosts = () => (
  <div class="customers" aria-busy="true" aria-label="Loading customers">
    <div class="customers-head" />
    {[150, 110, 180, 130, 160, 120].map((width) => <div key={width} class="customers-row"><span class="customers-name">
      <Skeleton width="32px" height="32px" round /><Skeleton width={`${width}px`} /></span><Skeleton width="70%" />
      <Skeleton width="50%" /></div>)}
  </div>
);
