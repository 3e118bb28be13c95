/** Whether a ticket by hand is being written, and its words, which survive a reload. */
import { signal } from '@preact/signals';
import type { Customer } from '../../../shared_js/wire';
import { store } from '../store';
import { confirm } from '../ui/dialog';
import { EMPTY, isEmpty, known, type Draft } from './draft';

export const newTicketOpen = signal(false);
export const draft = signal<Draft>(EMPTY);

const key = () => `frontdesk.draft.${store.me.value?.id ?? ''}.newticket`;

function stored(): Draft {
  try {
    return { ...EMPTY, ...(JSON.parse(localStorage.getItem(key()) ?? '{}') as Partial<Draft>) };
  } catch {
    return EMPTY;
  }
}

export function edit(changes: Partial<Draft>): void {
  draft.value = { ...draft.value, ...changes };
  try {
    if (isEmpty(draft.value)) localStorage.removeItem(key());
    else localStorage.setItem(key(), JSON.stringify(draft.value));
  } catch { /* full or blocked: memory holds it */ }
}

export function dropDraft(): void {
  edit(EMPTY);
}

/** Goes on with what was begun, or for this customer begins anew. */
export async function openNewTicket(customer?: Pick<Customer, 'id' | 'name' | 'emails'>): Promise<void> {
  draft.value = stored();
  if (customer) {
    const { who } = draft.value;
    const theirs = who?.kind === 'known' && who.id === customer.id;
    const begun = !isEmpty(draft.value) && !theirs;
    if (!begun || await startAnew()) edit(theirs ? {} : { ...EMPTY, who: known(customer) });
  }
  newTicketOpen.value = true;
}

const startAnew = () => confirm({
  title: 'A ticket is begun already',
    text: 'Somebody else’s ticket is half written. Drop it and start anew, or cancel to go on with that one?',
    action: 'Start anew',
});
