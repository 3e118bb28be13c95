/**
 * The visitor's side of a conversation: what is known, and what can be done. The screens only read its signals and
 * call its verbs. Connection, outbox and feed do the hard work; this ties them to one chat.
 */
import { computed, effect, signal, type Signal } from '@preact/signals';
import { Connection } from '../../shared_js/connection';
import { Feed, type SyncAnswer } from '../../shared_js/feed';
import { Outbox, type Unsent } from '../../shared_js/outbox';
import { highest } from '../../shared_js/thread';
import type { Ack, Author, Message, VisitorChat, VisitorHears, VisitorSends, VisitorWelcome } from '../../shared_js/wire';
import type { Config } from './config';
import type { Identity, PageInfo } from './protocol';
import type { Store } from './storage';

type Sent = Ack<{ message: Message }>;
const TYPING_SHOWN_MS = 6_000;
const TYPING_TOLD_MS = 3_000;

export class Session {
  readonly chat = signal<VisitorChat | null>(null);
  readonly feed = signal<Feed | null>(null);
  readonly you = signal<VisitorWelcome['you'] | null>(null);
  readonly site: Signal<VisitorWelcome['site']>;
  readonly typist = signal<Author | null>(null);
  /** The panel is open and the page in view: what is shown counts as read. */
  readonly watched = signal(false);
  readonly connection: Connection<VisitorSends, VisitorHears>;
  readonly outbox: Outbox;
  /** Somebody of the team wrote; for the sound. */
  onAnswer: (message: Message) => void = () => {};

  readonly entries = computed(() => this.feed.value?.thread.value.entries ?? []);
  readonly over = computed(() => this.chat.value?.status === 'ended' || this.chat.value?.status === 'missed');
  readonly unread = computed(() => {
    const seen = this.chat.value?.read.visitor ?? 0;
    return this.entries.value.filter((entry) => entry.kind === 'message' && entry.author.kind === 'agent' && entry.seq > seen).length;
  });

  private page: PageInfo | null = null;
  private identity: Identity | null = null;
  private typistTimer: ReturnType<typeof setTimeout> | undefined;
  private typingTold = 0;

  constructor(private readonly config: Config, private readonly storage: Store) {
    this.site = signal(config);
    this.connection = new Connection({ namespace: '/visitor', auth: () => this.auth() });
    this.outbox = new Outbox({
      storage, prefix: this.key('out:'),
      deliver: (entry) => this.deliver(entry),
      delivered: (_, { message }) => this.feed.peek()?.receive(message),
    });
    this.listen();
    effect(() => this.tellRead());
    effect(() => { if (this.connection.state.value === 'refused') this.refused(); });
  }

  begin(page: PageInfo | null, identity: Identity | null): void {
    this.page = page;
    this.identity = identity;
    this.connection.connect();
  }

  write(body: string, contact: { name?: string; email?: string } = {}): void {
    const open = this.chat.value && !this.over.value ? this.chat.value.id : null;
    this.outbox.add(open, body, 'message', open ? undefined : contact);
    this.typingTold = 0;
  }

  /** A message for a chat that has ended meanwhile begins a new one. */
  retry(clientId: string): void {
    if (!this.over.value) return this.outbox.retry(clientId, this.chat.value?.id ?? null);
    this.leave();
    this.outbox.retry(clientId, null);
  }

  /** Puts the finished chat away, for a new one. */
  leave(): void {
    if (this.chat.value) this.storage.setItem(this.key('left'), this.chat.value.id);
    this.enter(null);
  }

  typing(on: boolean): void {
    const chat = this.chat.value?.id;
    const told = Date.now() - this.typingTold < TYPING_TOLD_MS;
    if (!chat || this.over.value || (on ? told : this.typingTold === 0)) return;
    this.typingTold = on ? Date.now() : 0;
    void this.connection.send('typing', { chat, on });
  }

  async end(): Promise<string | null> {
    return this.ask((chat) => this.connection.send('chat.end', { chat }));
  }

  async rate(score: number, comment: string): Promise<string | null> {
    const failure = await this.ask((chat) => this.connection.send('chat.rate', { chat, score, ...(comment && { comment }) }));
    if (failure === null && this.chat.value) this.chat.value = { ...this.chat.value, rating: score };
    return failure;
  }

  async leaveContact(email: string, name?: string): Promise<string | null> {
    return this.ask(async (chat) => {
      const answer = await this.connection.send('contact', { chat, email, ...(name && { name }) });
      if (answer.ok) this.update(answer.chat);
      return answer;
    });
  }

  wentTo(page: PageInfo): void {
    this.page = page;
    if (this.connection.state.value === 'online') void this.connection.send('page', page);
  }

  /** The host site vouches for the visitor: connect anew as that person. */
  identify(identity: Identity): void {
    if (this.identity?.hash === identity.hash) return;
    this.identity = identity;
    this.connection.reconnect();
  }

  key(name: string): string {
    return `frontdesk:${this.config.site}:${name}`;
  }

  private auth(): Record<string, unknown> {
    const token = this.storage.getItem(this.key('token'));
    return {
      site: this.config.site,
      language: navigator.language,
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(token && { token }),
      ...(this.identity && { identity: this.identity }),
      ...(this.page && { page: this.page }),
    };
  }

  /** A token or an identity that no longer holds must not keep anybody from chatting: do without, and try again. */
  private refused(): void {
    if (this.connection.refusal.peek()?.code !== 'unauthenticated') return;
    if (this.storage.getItem(this.key('token'))) this.storage.removeItem(this.key('token'));
    else if (this.identity) this.identity = null;
    else return;
    queueMicrotask(() => this.connection.connect());
  }

  private async deliver(entry: Unsent): Promise<Sent> {
    const { client_id, body } = entry;
    if (entry.chat) return this.connection.send('message.send', { chat: entry.chat, client_id, body });
    const page = this.page ? { page: this.page } : {};
    const answer = await this.connection.send('chat.start', { client_id, body, ...entry.extra, ...page });
    if (answer.ok) {
      this.enter(answer.chat);
      this.outbox.adopt(answer.chat.id);
    }
    return answer;
  }

  private async ask(what: (chat: string) => Promise<Ack<unknown>>): Promise<string | null> {
    const chat = this.chat.value?.id;
    if (!chat) return null;
    const answer = await what(chat);
    return answer.ok ? null : answer.error.message;
  }

  /** Makes this the chat on screen. Its lines follow by sync. */
  private enter(chat: VisitorChat | null): void {
    if (chat?.id !== this.chat.peek()?.id) {
      this.feed.peek()?.close();
      this.typist.value = null;
      this.feed.value = chat && new Feed((after) => this.sync(chat.id, after));
    }
    this.chat.value = chat;
  }

  private async sync(chat: string, after: number): Promise<Ack<SyncAnswer>> {
    const answer = await this.connection.send('sync', { chat, after });
    if (answer.ok) this.update(answer.chat);
    return answer;
  }

  /** Newer knowledge of the chat on screen; pushes may come late. */
  private update(chat: VisitorChat): void {
    const known = this.chat.peek();
    if (!known || chat.id !== known.id || chat.seq < known.seq) return;
    const read = { visitor: Math.max(chat.read.visitor, known.read.visitor), agent: Math.max(chat.read.agent, known.read.agent) };
    this.chat.value = { ...chat, read };
    this.feed.peek()?.noticed(chat.seq);
  }

  private listen(): void {
    const { connection } = this;
    connection.on('welcome', (welcome) => this.welcomed(welcome));
    connection.on('message.new', ({ chat, message }) => this.heard(chat, message));
    connection.on('chat.updated', ({ chat }) => this.update(chat));
    connection.on('read', ({ chat, by, seq }) => {
      const known = this.chat.value;
      if (known?.id === chat && known.read[by] < seq) this.chat.value = { ...known, read: { ...known.read, [by]: seq } };
    });
    connection.on('typing', ({ chat, on, from }) => {
      if (chat !== this.chat.value?.id || from.kind !== 'agent') return;
      clearTimeout(this.typistTimer);
      this.typist.value = on ? from : null;
      if (on) this.typistTimer = setTimeout(() => { this.typist.value = null; }, TYPING_SHOWN_MS);
    });
    connection.on('site', ({ online }) => { this.site.value = { ...this.site.value, online }; });
    connection.on('resync', () => { void this.feed.value?.catchUp(); });
  }

  private welcomed({ token, you, site, chat }: VisitorWelcome): void {
    this.storage.setItem(this.key('token'), token);
    this.you.value = you;
    this.site.value = site;
    const left = this.storage.getItem(this.key('left'));
    if (chat && chat.id !== left) this.enter(chat);
    else if (!chat && this.chat.value && !this.over.value) this.enter(null);
    void this.feed.value?.catchUp();
    // A start whose ack was lost, or that another tab made meanwhile: its words belong to the chat that is open.
    if (chat && chat.id === this.chat.value?.id && !this.over.value) this.outbox.adopt(chat.id);
    this.outbox.flush();
  }

  private heard(chat: string, message: Message): void {
    if (chat !== this.chat.value?.id) return void this.discover(chat);
    const before = highest(this.feed.value!.thread.value);
    this.feed.value!.receive(message);
    if (message.author.kind !== 'agent') return;
    this.typist.value = null;
    if (message.kind === 'message' && message.seq > before) this.onAnswer(message);
  }

  /** Another tab of the same visitor started a chat. */
  private async discover(id: string): Promise<void> {
    const busy = () => this.chat.value && !this.over.value;
    if (busy()) return;
    const answer = await this.connection.send('sync', { chat: id, after: 0 });
    if (!answer.ok || busy() || answer.chat.status === 'ended' || answer.chat.status === 'missed') return;
    this.enter(answer.chat);
    this.feed.value!.snapshot(answer.messages, answer.seq);
    this.outbox.adopt(id);
  }

  private tellRead(): void {
    const chat = this.chat.value;
    if (!this.watched.value || !chat || !this.unread.value) return;
    const seq = highest(this.feed.peek()!.thread.peek());
    this.chat.value = { ...chat, read: { ...chat.read, visitor: seq } };
    void this.connection.send('read', { chat: chat.id, seq });
  }
}
