/**
 * A customer's record that is shown somewhere: loaded once, changed at once with a way back, errors told where they
 * were made.
 */
import { computed, signal } from '@preact/signals';
import type { Customer } from '../../../shared_js/wire';
import { api, ApiError, type CustomerPatch } from '../api';
import { connection, store } from '../store';
import { overlay } from './patch';

/** Why something was not saved; `owner` has the address that was typed. */
export interface Refused { message: string; owner?: { id: string; name: string } }

export class CustomerRecord {
  readonly state = signal<'loading' | 'ready' | 'missing' | 'failed'>('loading');
  readonly trouble = signal('');
  private readonly known = signal<Customer | null>(null);
  private readonly pending = signal<readonly CustomerPatch[]>([]);
  readonly customer = computed(() => this.known.value && overlay(this.known.value, this.pending.value));
  /** How often it was changed from here: what else shows the person asks again. */
  readonly saved = signal(0);
  private readonly stop: () => void;
  private asked = 0;

  constructor(readonly id: string) {
    this.stop = connection.on('welcome', () => void this.load());
    void this.load();
  }

  close(): void {
    this.asked = -1;
    this.stop();
  }

  async load(): Promise<void> {
    const turn = ++this.asked;
    try {
      const customer = await api.customer(this.id);
      if (turn === this.asked) this.show(customer);
    } catch (error) {
      if (turn !== this.asked || this.known.value) return;
      this.trouble.value = error instanceof ApiError ? error.message : 'The customer could not be loaded.';
      this.state.value = error instanceof ApiError && error.code === 'not_found' ? 'missing' : 'failed';
    }
  }

  show(customer: Customer): void {
    this.known.value = customer;
    this.state.value = 'ready';
  }

  /** Shown before it is saved. Null when it is; else it is as before, and why. */
  async change(patch: CustomerPatch): Promise<Refused | null> {
    this.pending.value = [...this.pending.value, patch];
    const refused = await attempt(async () => { this.took(await api.changeCustomer(this.id, patch)); });
    this.pending.value = this.pending.value.filter((other) => other !== patch);
    return refused;
  }

  async addNote(body: string): Promise<Refused | null> {
    return attempt(async () => {
      const note = await api.addCustomerNote(this.id, body);
      this.edit((known) => ({ ...known, notes: [...(known.notes ?? []), note] }));
    });
  }

  async removeNote(id: string): Promise<Refused | null> {
    return attempt(async () => {
      await api.removeCustomerNote(this.id, id);
      this.edit((known) => ({ ...known, notes: known.notes?.filter((note) => note.id !== id) }));
    });
  }

  async separate(source: string): Promise<Refused | null> {
    return attempt(async () => this.took(await api.unmergeCustomers(this.id, source)));
  }

  private took(customer: Customer): void {
    // A load that was asked for before may bring what is old by now.
    if (this.asked >= 0) this.asked += 1;
    this.show(customer);
    this.saved.value += 1;
  }

  private edit(change: (known: Customer) => Customer): void {
    if (this.known.value) this.known.value = change(this.known.value);
  }
}

async function attempt(run: () => Promise<void>): Promise<Refused | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) return { message: 'This could not be saved.' };
    const { customer, name } = error.details;
    return { message: error.message, ...(typeof customer === 'string' && { owner:
      { id: customer, name: String(name) } }) };
  }
}

/** One's own notes, and for managers everybody's. */
export const mayDeleteNote = (by: string): boolean => store.me.value?.id === by || store.me.value?.role !== 'agent';
