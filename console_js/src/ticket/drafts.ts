/**
 * What is written in a ticket but not sent: reply and note apart, so that neither becomes the other. It survives
 * a reload, belongs to the agent who wrote it, and is the same in every tab.
 */
import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Attachment, Mention } from '../../../shared_js/wire';
import { store } from '../store';
import type { Upload, Uploads } from './upload';

export type Mode = 'reply' | 'note';
export interface Part {
  text: Signal<string>;
  files: Uploads;
  mentions: Signal<readonly Mention[]>;
  /** Of the try that got no answer: the same words sent again are then stored once. */
  clientId: Signal<string>;
}
export interface Draft { mode: Signal<Mode>; reply: Part; note: Part }

interface KeptPart { text?: string; files?: Attachment[]; mentions?: Mention[]; clientId?: string }
interface Kept { reply?: KeptPart; note?: KeptPart }

const drafts = new Map<string, Draft>();
const me = computed(() => store.me.value?.id ?? '');
const prefix = () => `frontdesk.draft.${me.value}.ticket.`;

function stored(key: string): Kept {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Kept;
  } catch {
    return {};
  }
}

const asUpload = (attachment: Attachment): Upload =>
  ({ key: attachment.id, name: attachment.name, size: attachment.size, state: 'done', progress: 1, attachment });

const part = ({ text = '', files = [], mentions = [], clientId = '' }: KeptPart = {}): Part => ({
  text: signal(text), files: signal(files.map(asUpload)), mentions: signal(mentions), clientId: signal(clientId),
});

/** Only what has arrived can be kept: the rest of a file is gone with the page. */
const arrived = (files: readonly Upload[]) => files.flatMap(({ attachment }) => (attachment ? [attachment] : []));
const kept = ({ text, files, mentions, clientId }: Part): KeptPart =>
  ({ text: text.value, files: arrived(files.value), mentions: [...mentions.value], clientId: clientId.value });
const isEmpty = ({ text, files }: KeptPart) => !text && !files?.length;

function keep(key: string, draft: Draft): void {
  const words: Kept = { reply: kept(draft.reply), note: kept(draft.note) };
  const nothing = isEmpty(words.reply!) && isEmpty(words.note!);
  const json = JSON.stringify(words);
  try {
    if (nothing) localStorage.removeItem(key);
    else if (localStorage.getItem(key) !== json) localStorage.setItem(key, json);
  } catch { /* full or blocked: memory holds it */ }
  const number = Number(key.slice(key.lastIndexOf('.') + 1));
  if (drafted.peek().has(number) === nothing) scan(number, !nothing);
}

export function draftOf(number: number): Draft {
  const key = prefix() + number;
  const known = drafts.get(key);
  if (known) return known;
  const { reply, note } = stored(key);
  const mode: Mode = note && !isEmpty(note) && (!reply || isEmpty(reply)) ? 'note' : 'reply';
  const draft: Draft = { mode: signal(mode), reply: part(reply), note: part(note) };
  drafts.set(key, draft);
  effect(() => keep(key, draft));
  return draft;
}

/** After it was sent; `files` are the server's from then on. */
export function clear({ text, files, mentions, clientId }: Part): void {
  text.value = '';
  files.value = [];
  mentions.value = [];
  clientId.value = '';
}

/** What was taken back comes before what has been written since. */
export function putBack(into: Part, text: string, files: readonly Attachment[]): void {
  into.text.value = [text, into.text.value].filter((words) => words.trim()).join('\n\n');
  const there = new Set(into.files.value.map(({ attachment }) => attachment?.id));
  into.files.value = [...files.filter(({ id }) => !there.has(id)).map(asUpload), ...into.files.value];
}

/** When a ticket was merged away under one's hands, what was begun goes along. */
export function moveDraft(from: number, to: number): void {
  const [old, next] = [draftOf(from), draftOf(to)];
  for (const mode of ['reply', 'note'] as const) {
    putBack(next[mode], old[mode].text.value, arrived(old[mode].files.value));
    next[mode].mentions.value = [...next[mode].mentions.value, ...old[mode].mentions.value];
    clear(old[mode]);
  }
  next.mode.value = old.mode.value;
}

const drafted = signal<ReadonlySet<number>>(new Set());
/** Numbers of the tickets in which one has begun to write. */
export const draftedTickets: ReadonlySignal<ReadonlySet<number>> = drafted;

function scan(number: number, there: boolean): void {
  const next = new Set(drafted.peek());
  if (there) next.add(number);
  else next.delete(number);
  drafted.value = next;
}

/** Another tab wrote in the same ticket: what it kept is what counts. */
function follow(event: StorageEvent): void {
  const draft = event.key ? drafts.get(event.key) : undefined;
  if (event.key?.startsWith(prefix())) scan(Number(event.key.slice(prefix().length)), event.newValue !== null);
  if (!draft) return;
  const { reply, note } = stored(event.key!);
  batch(() => { take(draft.reply, reply); take(draft.note, note); });
}

function take(mine: Part, { text = '', files = [], mentions = [], clientId = '' }: KeptPart = {}): void {
  mine.text.value = text;
  mine.files.value = [...files.map(asUpload), ...mine.files.value.filter(({ attachment }) => !attachment)];
  mine.mentions.value = mentions;
  mine.clientId.value = clientId;
}

if (typeof localStorage !== 'undefined') {
  addEventListener('storage', follow);
  effect(() => {
    const mine = prefix();
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(mine));
    drafted.value = new Set(keys.map((key) => Number(key.slice(mine.length))));
  });
}
