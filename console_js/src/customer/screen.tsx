// One customer on a screen of their own: the record, notes, all tickets and chats.
import { useEffect } from 'preact/hooks';
import { useCommands } from '../palette/commands';
import { back, go, paths } from '../router';
import { BackIcon, Button, EmptyState, ErrorState, Page, PlusIcon, SearchIcon } from '../ui';
import { openNewTicket } from '../newticket/state';
import { Notes } from './notes';
import { Person, PersonSkeleton, useCustomer } from './panel';
import { PastChats, PastTickets, Visited } from './past';
import { nameOf } from './patch';
import { mergeCustomers } from './state';

export function CustomerScreen({ id }: { id: string }) {
  const record = useCustomer(id);
  const customer = record.customer.value;
  // A merged record's id leads to the one that is left.
  useEffect(() => { if (customer && customer.id !== id) go(paths.customer(customer.id), { replace: true }); }, [customer?.id]);
  useCommands([
    { id: 'customer.merge', title: 'Merge with another record', keys: 'm', group: 'Customer', when: () => customer !== null, run: () => mergeCustomers(id) },
    { id: 'customer.ticket', title: 'New ticket for this customer', keys: 'n', group: 'Customer', when: () => customer !== null, run: () => void openNewTicket(customer!) },
    { id: 'customer.back', title: 'Back to the customers', keys: 'escape', group: 'Customer', run: () => back('/customers') },
  ]);
  const way = <a class="customer-back" href="/customers"><BackIcon size={14} />Customers</a>;
  if (record.state.value === 'missing') {
    return <EmptyState icon={SearchIcon} title="There is no such customer" action={<Button onClick={() => go('/customers')}>All customers</Button>}>The address may be mistyped.</EmptyState>;
  }
  if (record.state.value === 'failed') return <ErrorState title="The customer could not be loaded" onRetry={() => void record.load()}>{record.trouble.value}</ErrorState>;
  return (
    <Page title={customer ? nameOf(customer) : 'Customer'} wide tabs={way}
      actions={customer && <Button variant="primary" icon={PlusIcon} title="New ticket for this customer (n)" onClick={() => void openNewTicket(customer)}>New ticket</Button>}>
      <div class="customer-screen">
        <div>
          {customer ? <><Person record={record} customer={customer} /><Notes record={record} customer={customer} /></> : <PersonSkeleton />}
        </div>
        {customer && <div><PastTickets customer={customer} /><PastChats customer={customer} /><Visited pages={customer.pages ?? []} /></div>}
      </div>
    </Page>
  );
}
