/**
 * What a person wrote and the server has not confirmed yet. Kept in the browser's storage until the ack, so neither
 * a reload nor a closed laptop loses a word; sent again with the same client_id, so nothing is doubled.
 * One message at a time per chat keeps their order; chats do not wait for each other.
 */
import { signal } from '@preact/signals';
import type { Ack, Message, WireError } from './wire';

export interface Unsent {
  client_id: string;
  /** null while the chat itself does not exist yet: the first such message is to start it. */
  chat: string | null;
  kind: 'message' | 'note';
  body: string;
  /** This computer's clock; also the order among the unsent, hence never equal. */
  at: number;
  state: 'sending' | 'failed';
  /** The server's sentence, when it refused. */
  error?: string;
  /** Whatever else the sender needs at delivery: name and email of a visitor, for example. */
  extra?: Record<string, unknown>;
}

type Answer = Ack<{ message: Message }>;

export interface OutboxOptions {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> | null;
  /** Begins every key of ours in the storage. One per person, or one would send the words of another. */
  prefix: string;
  deliver: (entry: Unsent) => Promise<Answer>;
  /** Called before the entry leaves the outbox, so that the message is never shown twice or not at all. */
  delivered: (entry: Unsent, answer: Extract<Answer, { ok: true }>) => void;
}

const TEMPORARY = new Set<WireError['code']>(['unavailable', 'rate_limited']);
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

export class Outbox {
  readonly items = signal<readonly Unsent[]>([]);
  private readonly busy = new Set<string>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly failures = new Map<string, number>();
  private readonly underway = new Set<string>();
  private closed = false;

  constructor(private readonly options: OutboxOptions) {
    this.items.value = this.stored();
  }

  add(chat: string | null, body: string, kind: Unsent['kind'] = 'message', extra?: Unsent['extra']): Unsent {
    const at = Math.max(Date.now(), (this.items.value.at(-1)?.at ?? 0) + 1);
    const entry: Unsent = { client_id: crypto.randomUUID(), chat, kind, body, at, state: 'sending', ...(extra && { extra }) };
    this.items.value = [...this.items.value, entry];
    this.save(entry);
    void this.pump(lane(entry));
    return entry;
  }

  /** Sends a refused one again; `chat` moves it to another chat first (null: to a new one). */
  retry(clientId: string, chat?: string | null): void {
    this.change(clientId, (entry) => {
      const { error: _, ...rest } = entry;
      return { ...rest, state: 'sending', chat: chat === undefined ? entry.chat : chat };
    });
    this.flush();
  }

  remove(clientId: string): void {
    this.items.value = this.items.value.filter((entry) => entry.client_id !== clientId);
    this.store((storage) => storage.removeItem(this.options.prefix + clientId));
  }

  /** Gives those that waited for a chat to exist the chat they belong to. */
  adopt(chat: string): void {
    for (const entry of this.items.value) {
      if (entry.chat === null) this.change(entry.client_id, (waiting) => ({ ...waiting, chat }));
    }
    void this.pump(chat);
  }

  /** Call it when the connection is there (again). */
  flush(): void {
    this.failures.clear();
    for (const name of new Set(this.items.value.map(lane))) void this.pump(name);
  }

  of(chat: string | null): readonly Unsent[] {
    return this.items.value.filter((entry) => entry.chat === chat);
  }

  /** Stops sending; what is unsent stays in the storage for the next time. */
  close(): void {
    this.closed = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private async pump(name: string): Promise<void> {
    if (this.busy.has(name) || this.closed) return;
    clearTimeout(this.timers.get(name));
    this.busy.add(name);
    try {
      for (let entry = this.next(name); entry && !this.closed; entry = this.next(name)) {
        if (!(await this.trySending(entry))) return;
        this.failures.delete(name);
      }
    } finally {
      this.busy.delete(name);
    }
  }

  /** False when it has to wait: the entry stays first in its lane. */
  private async trySending(entry: Unsent): Promise<boolean> {
    const id = entry.client_id;
    this.underway.add(id);
    const answer = await this.options.deliver(entry);
    if (answer.ok) this.options.delivered(entry, answer);
    // Looked up again, because the entry may have been given a chat meanwhile.
    const current = lane(this.items.value.find((item) => item.client_id === id) ?? entry);
    this.underway.delete(id);
    if (answer.ok) {
      this.remove(id);
    } else if (TEMPORARY.has(answer.error.code)) {
      this.later(current);
      return false;
    } else {
      this.change(id, (refused) => ({ ...refused, state: 'failed', error: answer.error.message }));
    }
    if (current !== lane(entry)) void this.pump(current);
    return true;
  }

  /** The first one that waits, unless it is just being sent from the lane it was in before. */
  private next(name: string): Unsent | undefined {
    const first = this.items.value.find((entry) => entry.state === 'sending' && lane(entry) === name);
    return first && !this.underway.has(first.client_id) ? first : undefined;
  }

  private later(name: string): void {
    const failures = this.failures.get(name) ?? 0;
    this.failures.set(name, failures + 1);
    const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    this.timers.set(name, setTimeout(() => void this.pump(name), delay));
  }

  private change(clientId: string, how: (entry: Unsent) => Unsent): void {
    this.items.value = this.items.value.map((entry) => {
      if (entry.client_id !== clientId) return entry;
      const changed = how(entry);
      this.save(changed);
      return changed;
    });
  }

  private save(entry: Unsent): void {
    this.store((storage) => storage.setItem(this.options.prefix + entry.client_id, JSON.stringify(entry)));
  }

  /** One key per message: two tabs of the same person must not overwrite each other's words. */
  private stored(): Unsent[] {
    const found: (Unsent | null)[] = [];
    this.store((storage) => {
      for (let index = 0; index < storage.length; index++) {
        const key = storage.key(index);
        if (key?.startsWith(this.options.prefix)) found.push(parse(storage.getItem(key)));
      }
    });
    return found.filter((entry) => entry !== null).sort((a, b) => a.at - b.at);
  }

  /** Storage may be blocked or full; then memory has to do. */
  private store(use: (storage: NonNullable<OutboxOptions['storage']>) => void): void {
    try {
      if (this.options.storage) use(this.options.storage);
    } catch { /* memory holds it */ }
  }
}

const lane = (entry: Unsent) => entry.chat ?? '';

function parse(text: string | null): Unsent | null {
  try {
    const entry = JSON.parse(text ?? 'null');
    return entry?.client_id && typeof entry.body === 'string' ? entry : null;
  } catch {
    return null;
  }
}
