/**
 * Keeps one chat's Thread up to date: takes pushes in, notices what is missing and asks the server for it.
 * Used by the widget for its chat and by the console for every open one.
 */
import { signal } from '@preact/signals';
import { emptyThread, hasGap, merge, settle, type Thread } from './thread';
import type { Ack, Message } from './wire';

/** `seq`: the answer is complete up to there. */
export interface SyncAnswer { messages: Message[]; seq: number; more: boolean }

/** A push can overtake another on its way through Redis: a short wait saves most of the questions. */
const PATIENCE_MS = 120;

export class Feed {
  readonly thread = signal<Thread>(emptyThread);
  private latest = 0;
  private running: Promise<void> | null = null;
  private again = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ask: (after: number) => Promise<Ack<SyncAnswer>>) {}

  /** A pushed line. */
  receive(message: Message): void {
    this.thread.value = merge(this.thread.value, [message]);
    this.noticed(message.seq);
  }

  /** A snapshot (the answer to `watch`): everything there is up to `seq`. */
  snapshot(messages: readonly Message[], seq: number): void {
    this.thread.value = settle(this.thread.value, messages, 0, seq);
    this.noticed(seq);
  }

  /** Heard that the chat has come as far as `seq`; asks for what is missing unless it arrives in a moment. */
  noticed(seq: number): void {
    this.latest = Math.max(this.latest, seq);
    if (!hasGap(this.thread.value, this.latest)) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (hasGap(this.thread.value, this.latest)) void this.catchUp();
    }, PATIENCE_MS);
  }

  /** Asks at once (after a reconnect, on `resync`). Calls during a running one lead to one more round. */
  catchUp(): Promise<void> {
    this.again = true;
    this.running ??= this.rounds().finally(() => { this.running = null; });
    return this.running;
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async rounds(): Promise<void> {
    while (this.again) {
      this.again = false;
      const after = this.thread.value.complete;
      const answer = await this.ask(after);
      if (!answer.ok) return;
      const { messages, seq, more } = answer;
      this.latest = Math.max(this.latest, seq);
      this.thread.value = settle(this.thread.value, messages, after, seq);
      if (more && seq > after) this.again = true;
    }
  }
}
