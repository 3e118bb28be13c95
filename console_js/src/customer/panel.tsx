// Who the customer of a ticket is: their record, changed in place, and what else they have had to do with us.
import { useEffect, useMemo } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Customer } from '../../../shared_js/wire';
import { openNewTicket } from '../newticket/state';
import { go, paths } from '../router';
import { Avatar, Button, ContactIcon, IconButton, Menu, MergeIcon, MoreIcon, PlusIcon, Skeleton, toast } from '../ui';
import { Details } from './details';
import { Inline } from './inline';
import { nameOf } from './patch';
import { CustomerRecord } from './record';
import { mergeCustomers, merges, useAfterMerges } from './state';
import './customer.css';

const NAME_LIMIT = 80;

export function useCustomer(id: string): CustomerRecord {
  const record = useMemo(() => new CustomerRecord(id), [id]);
  useEffect(() => () => record.close(), [record]);
  useAfterMerges(() => void record.load());
  return record;
}

/** `badge` is said beside the name. */
export function Person({ record, customer, badge }: { record: CustomerRecord; customer: Customer;
  badge?: ComponentChildren }) {
  return (
    <section class="person-card" aria-label="Customer">
      <div class="person-head">
        <Avatar name={nameOf(customer)} size={36} />
        <div><Name record={record} customer={customer} />{badge}</div>
        <CustomerMenu customer={customer} beside />
      </div>
      <Details record={record} customer={customer} />
      <Merged record={record} customer={customer} />
    </section>
  );
}

export const Name = ({ record, customer }: { record: CustomerRecord; customer: Customer }) => (
  <Inline label="Name" value={customer.name} empty="Add a name" maxLength={NAME_LIMIT} needed big
    onSave={(name) => record.change({ name })} />
);

export function CustomerMenu({ customer, beside }: { customer: Customer; beside?: boolean }) {
  return (
    <Menu label="Customer" align="end" items={[
      ...(beside ? [
        { id: 'open', label: 'Open the record', icon: ContactIcon, run: () => go(paths.customer(customer.id)) },
        { id: 'ticket', label: 'New ticket for this customer', icon: PlusIcon,
          run: () => void openNewTicket(customer) },
      ] : []),
      { id: 'merge', label: 'Merge with another record', icon: MergeIcon, run: () => mergeCustomers(customer.id) },
    ]} trigger={(props) => <IconButton {...props} icon={MoreIcon} label="More about the customer" />} />
  );
}

/** Records of the same person that were merged into this one. */
export function Merged({ record, customer }: { record: CustomerRecord; customer: Customer }) {
  const separate = async (id: string) => {
    const refused = await record.separate(id);
    if (refused) toast(refused.message, 'bad');
    else toast('They are two records again.', 'good');
    merges.value += 1;
  };
  if (!customer.merged?.length) return null;
  return (
    <ul class="person-merged" aria-label="Merged records">
      {customer.merged.map(({ id, name }) => (
        <li key={id}><MergeIcon size={14} /><span>Also <bdi>{name || 'a record without a name'}</bdi></span><Button
          size="sm" variant="ghost" onClick={() => void separate(id)}>Take apart</Button></li>
      ))}
    </ul>
  );
}

export const PersonSkeleton = () => (
  <section class="person-card" aria-busy="true" aria-label="Loading the customer">
    <div class="person-head"><Skeleton width="36px" height="36px" round /><Skeleton width="120px" height="20px" /></div>
    <div class="person-facts">{[70, 55, 62].map((width) => <Skeleton key={width} width={`${width}%`} height="20px" />)}
      </div>
  </section>
);
