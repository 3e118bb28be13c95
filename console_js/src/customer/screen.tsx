// One customer on a screen of their own: the record, notes, all tickets and chats.
import { useEffect } from 'preact/hooks';
import type { Customer } from '../../../shared_js/wire';
import { useCommands } from '../palette/commands';
import { back, go, paths } from '../router';
import { Avatar, BackIcon, Button, EmptyState, ErrorState, Page, PlusIcon, SearchIcon, Skeleton, Time } from '../ui';
import { openNewTicket } from '../newticket/state';
import { Details } from './details';
import { Notes } from './notes';
import { CustomerMenu, Merged, Name, PersonSkeleton, useCustomer } from './panel';
import { PastChats, PastTickets, Visited } from './past';
import { nameOf } from './patch';
import type { CustomerRecord } from './record';
import { mergeCustomers } from './state';

export function CustomerScreen({ id }: { id: string }) {
  const record = useCustomer(id);
  const customer = record.customer.value;
  // A merged record's id leads to the one that is left.
  useEffect(() => { if (customer && customer.id !== id) go(paths.customer(customer.id), { replace: true }); },
    [customer?.id]);
  useCommands([
    { id: 'customer.merge', title: 'Merge with another record', keys: 'm', group: 'Customer',
      when: () => customer !== null, run: () => mergeCustomers(id) },
    { id: 'customer.ticket', title: 'New ticket for this customer', keys: 'n', group: 'Customer',
      when: () => customer !== null, run: () => void openNewTicket(customer!) },
    { id: 'customer.back', title: 'Back to the customers', keys: 'escape', group: 'Customer',
      run: () => back('/customers') },
  ]);
  if (customer) return <Known record={record} customer={customer} />;
  switch (record.state.value) {
    case 'missing': return (
      <EmptyState icon={SearchIcon} title="There is no such customer"
        action={<Button onClick={() =>
          go('/customers')}>All customers</Button>}>The address may be mistyped.</EmptyState>
    );
    case 'failed': return (
      <ErrorState title="The customer could not be loaded" onRetry={() => void record.load()}>{record.trouble.value}
        </ErrorState>
    );
    default: return (
      <Page title={<Skeleton width="200px" />} wide tabs={WAY}><div class="customer-screen"><div>
        <PersonSkeleton /></div></div></Page>
    );
  }
}

const WAY = <a class="customer-back" href="/customers"><BackIcon size={14} />Customers</a>;

function Known({ record, customer }: { record: CustomerRecord; customer: Customer }) {
  const title = (
    <span class="customer-title"><Avatar name={nameOf(customer)} size={44} /><Name record={record}
      customer={customer} /></span>
  );
  const actions = (
    <>
      <Button variant="primary" icon={PlusIcon} title="New ticket for this customer (n)"
        onClick={() => void openNewTicket(customer)}>New ticket</Button>
      <CustomerMenu customer={customer} />
    </>
  );
  return (
    <Page title={title} wide tabs={WAY} actions={actions}>
      <div class="customer-screen">
        <div>
          <section class="person-card" aria-label="Details">
            <h2>Details</h2>
            <Details record={record} customer={customer} />
            <Merged record={record} customer={customer} />
            <p class="customer-since">Customer since <Time value={customer.created_at} /></p>
          </section>
          <Notes record={record} customer={customer} />
        </div>
        <div>
          <PastTickets customer={customer} />
          <PastChats customer={customer} />
          <Visited pages={customer.pages ?? []} />
        </div>
      </div>
    </Page>
  );
}
