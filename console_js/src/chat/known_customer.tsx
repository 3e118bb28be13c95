// The record of the customer who has the address that the visitor gave; nothing while nobody has it.
import type { Chat } from '../../../shared_js/wire';
import { api } from '../api';
import { Details } from '../customer/details';
import { Notes } from '../customer/notes';
import { Merged, useCustomer } from '../customer/panel';
import { paths } from '../router';
import { ContactIcon, useRemote } from '../ui';

/** A ticket's customer is theirs for certain; else it is who is known by the address. */
async function recordOf({ ticket, visitor: { email } }: Chat): Promise<string | null> {
  if (ticket) return (await api.ticket(ticket)).customer.id;
  if (!email) return null;
  const wanted = email.toLowerCase();
  return (await api.customers(email)).items.find(({ emails }) => emails.some((other) =>
    other.toLowerCase() === wanted))?.id ?? null;
}

export function KnownCustomer({ chat }: { chat: Chat }) {
  const { data } = useRemote(() => recordOf(chat), [chat.id, chat.ticket, chat.visitor.email]);
  return data ? <Known key={data} id={data} /> : null;
}

function Known({ id }: { id: string }) {
  const record = useCustomer(id);
  const customer = record.customer.value;
  if (!customer) return null;
  return (
    <div class="context-part context-customer">
      <h3><ContactIcon size={14} />Customer<a href={paths.customer(customer.id)}>Open the record</a></h3>
      <Details record={record} customer={customer} />
      <Merged record={record} customer={customer} />
      <Notes record={record} customer={customer} />
    </div>
  );
}
