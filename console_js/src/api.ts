/**
 * The console's door to the JSON API: one typed function per route, every failure an ApiError with the
 * server's code and sentence. Requests ride on the same-origin session cookie. A 401 anywhere but at the
 * sign-in itself calls `onSignedOut`, which the shell points at the sign-in page.
 */
import type {
  Agent, ApiToken, BulkResult, Canned, Category, Chat, Customer, CustomerNote, Duplicate, ErrorCode, Label, Loads, MergePreview, Message, Notification,
  Priority, Role, SavedView, Site, Team, Ticket, TicketCounts, TicketStatus, TimelineEntry, UndoResult,
} from '../../shared_js/wire';
import type { Found } from './search/state';

export interface Page<T> { items: T[]; next: string | null }
export interface Session { id: string; created_at: string; last_seen: string; browser: string; os: string; ip: string; current: boolean }
export interface Invitation { email: string; name: string; role: Role; invited_by: string }
export interface Setup { demo_url: string; public_url: string }

export class ApiError extends Error {
  constructor(
    /** 0 when no answer came at all. */
    readonly status: number,
    readonly code: ErrorCode | 'offline',
    message: string,
    readonly details: Record<string, unknown> = {},
  ) { super(message); }

  /** The field the server complains about, if it names one. */
  get field(): string | null {
    return typeof this.details.field === 'string' ? this.details.field : null;
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
interface Options { query?: Record<string, string | undefined>; signal?: AbortSignal; publicDoor?: boolean }

let signedOut = () => {};
export function onSignedOut(run: () => void) { signedOut = run; }

const AWAY = 'Frontdesk cannot be reached. Check your connection and try again.';
const CODES: Record<number, ErrorCode> = {
  400: 'invalid', 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 409: 'conflict',
  413: 'too_large', 422: 'unprocessable', 429: 'rate_limited',
};

export function failure(status: number, body: unknown): ApiError {
  const error = (body as { error?: { code?: ErrorCode; message?: string; details?: Record<string, unknown> } } | null)?.error;
  const code = error?.code ?? CODES[status] ?? 'unavailable';
  const message = error?.message ?? (status >= 500 ? AWAY : `The server refused this (${status}).`);
  return new ApiError(status, code, message, error?.details);
}

function address(path: string, query: Options['query']): string {
  const pairs = Object.entries(query ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '');
  return `/api/v1/${path}` + (pairs.length ? '?' + new URLSearchParams(pairs) : '');
}

export async function request<T>(method: Method, path: string, body?: unknown, options: Options = {}): Promise<T> {
  const raw = body instanceof Blob;
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = raw ? body.type : 'application/json';
  const sent = body === undefined ? null : raw ? body : JSON.stringify(body);
  let answer: Response;
  try {
    answer = await fetch(address(path, options.query), {
      method, headers, body: sent, credentials: 'same-origin', ...(options.signal && { signal: options.signal }),
    });
  } catch (reason) {
    if (options.signal?.aborted) throw reason;
    throw new ApiError(0, 'offline', AWAY);
  }
  if (answer.status === 204) return undefined as T;
  const value: unknown = await answer.json().catch(() => null);
  if (!answer.ok) {
    if (answer.status === 401 && !options.publicDoor) signedOut();
    throw failure(answer.status, value);
  }
  return value as T;
}

const part = encodeURIComponent;
const atDoor: Options = { publicDoor: true };

export interface TicketFilter {
  status?: TicketStatus | 'any'; priority?: Priority; assignee?: string; team?: string; channel?: string; visitor?: string; customer?: string;
  q?: string; view?: 'inbox' | 'mine' | 'team' | 'unassigned'; cursor?: string;
}
export interface TicketPatch {
  status?: TicketStatus; priority?: Priority; assignee?: string | null; team?: string | null;
  subject?: string; labels?: string[]; category?: string | null; base_seq?: number;
}
/** What POST /tickets/bulk changes; null takes away. */
export interface ManyChanges {
  status?: TicketStatus; priority?: Priority; assignee?: string | null; team?: string | null;
  add_labels?: string[]; remove_labels?: string[]; category?: string | null;
}
export interface NewTicket {
  subject: string; body: string; customer: { id: string } | { email: string; name?: string };
  priority?: Priority; assignee?: string; team?: string; labels?: string[]; category?: string;
}
export type CustomerDraft = Pick<Customer, 'name'> & Partial<Pick<Customer, 'emails' | 'phone' | 'company' | 'site'>>;
/** Of the fields only those that are named are changed; null takes one away. */
export type CustomerPatch = Partial<Pick<Customer, 'name' | 'emails' | 'phone' | 'company' | 'site'>> & { fields?: Record<string, string | null> };
/** What a ticket is called by: one of a list that managers keep. */
export type Names = 'labels' | 'categories';
export interface NameDraft { name?: string; colour?: string }
export interface Written { body: string; attachments?: string[]; base_seq?: number; client_id: string }
export type Then = 'send' | 'wait' | 'resolve';
export type CannedDraft = Pick<Canned, 'shortcut' | 'title' | 'body' | 'team'>;
export type SitePatch = Partial<Pick<Site, 'name' | 'origins' | 'colour' | 'greeting' | 'prechat'>>;

export const api = {
  me: () => request<{ agent: Agent }>('GET', 'session', undefined, atDoor),
  signIn: (email: string, password: string) =>
    request<{ token: string; agent: Agent }>('POST', 'session', { email, password }, atDoor),
  signOut: () => request<void>('DELETE', 'session'),
  signOutEverywhere: () => request<void>('DELETE', 'me/sessions'),
  sessions: () => request<Page<Session>>('GET', 'me/sessions'),
  changeMe: (changes: { name?: string; current_password?: string; password?: string }) => request<Agent>('PATCH', 'me', changes),
  setPicture: (picture: Blob) => request<Agent>('PUT', 'me/picture', picture),
  removePicture: () => request<Agent>('DELETE', 'me/picture'),

  invitation: (token: string) => request<Invitation>('GET', `invitations/${part(token)}`, undefined, atDoor),
  acceptInvitation: (token: string, name: string, password: string) =>
    request<{ token: string; agent: Agent }>('POST', `invitations/${part(token)}`, { name, password }, atDoor),

  agents: () => request<Page<Agent>>('GET', 'agents'),
  invite: (who: { email: string; name?: string; role: Role; teams?: string[] }) =>
    request<{ agent: Agent; invite_url: string }>('POST', 'agents', who),
  inviteAgain: (id: string) => request<{ invite_url: string }>('POST', `agents/${part(id)}/invitation`),
  changeAgent: (id: string, changes: { role?: Role; teams?: string[]; active?: boolean; name?: string }) =>
    request<Agent>('PATCH', `agents/${part(id)}`, changes),
  signOutAgent: (id: string) => request<void>('DELETE', `agents/${part(id)}/sessions`),

  teams: () => request<Page<Team>>('GET', 'teams'),
  makeTeam: (name: string, members: string[]) => request<Team>('POST', 'teams', { name, members }),
  changeTeam: (id: string, changes: { name?: string; members?: string[] }) => request<Team>('PATCH', `teams/${part(id)}`, changes),
  removeTeam: (id: string) => request<void>('DELETE', `teams/${part(id)}`),

  sites: () => request<Page<Site>>('GET', 'sites'),
  makeSite: (site: SitePatch) => request<Site>('POST', 'sites', site),
  changeSite: (key: string, changes: SitePatch) => request<Site>('PATCH', `sites/${part(key)}`, changes),
  setup: () => request<Setup>('GET', 'setup'),
  labels: () => request<Page<Label>>('GET', 'labels'),

  tickets: (filter: TicketFilter = {}, signal?: AbortSignal) =>
    request<Page<Ticket>>('GET', 'tickets', undefined, { query: { ...filter }, ...(signal && { signal }) }),
  /** `filter` as tickets/query.ts spells it. */
  ticketPage: (filter: Record<string, string>) => request<Page<Ticket>>('GET', 'tickets', undefined, { query: filter }),
  ticketCounts: (filter: Record<string, string>) => request<TicketCounts>('GET', 'tickets/counts', undefined, { query: filter }),
  loads: () => request<Loads>('GET', 'agents/loads'),
  changeMany: (numbers: readonly number[], changes: ManyChanges) =>
    request<Page<BulkResult>>('POST', 'tickets/bulk', { numbers, changes }),
  undoMany: (events: readonly { number: number; event: string }[]) =>
    request<Page<UndoResult>>('POST', 'tickets/bulk/undo', { events }),
  savedViews: () => request<Page<SavedView>>('GET', 'me/views'),
  saveView: (view: Omit<SavedView, 'id'>) => request<SavedView>('POST', 'me/views', view),
  changeView: (id: string, changes: Partial<Omit<SavedView, 'id'>>) => request<SavedView>('PATCH', `me/views/${part(id)}`, changes),
  removeView: (id: string) => request<void>('DELETE', `me/views/${part(id)}`),
  ticket: (number: number) => request<Ticket>('GET', `tickets/${number}`),
  makeTicket: (ticket: NewTicket) => request<Ticket>('POST', 'tickets', ticket),
  changeTicket: (number: number, changes: TicketPatch) => request<Ticket>('PATCH', `tickets/${number}`, changes),
  timeline: (number: number, filter: { type?: string; from?: string; to?: string; q?: string } = {}) =>
    request<Page<TimelineEntry>>('GET', `tickets/${number}/timeline`, undefined, { query: filter }),
  addNote: (number: number, note: Written & { mentions?: string[] }) => request<TimelineEntry>('POST', `tickets/${number}/notes`, note),
  reply: (number: number, reply: Written & { then?: Then }) => request<TimelineEntry>('POST', `tickets/${number}/replies`, reply),
  undo: (number: number, event: string) => request<Ticket>('POST', `tickets/${number}/undo`, { event }),
  categories: () => request<Page<Category>>('GET', 'categories'),
  makeName: (kind: Names, draft: NameDraft) => request<Label>('POST', kind, draft),
  changeName: (kind: Names, id: string, draft: NameDraft) => request<Label>('PATCH', `${kind}/${part(id)}`, draft),
  removeName: (kind: Names, id: string) => request<void>('DELETE', `${kind}/${part(id)}`),
  mergeName: (kind: Names, id: string, into: string) => request<Label>('POST', `${kind}/${part(id)}/merge`, { into }),

  duplicates: (number: number) => request<Page<Duplicate>>('GET', `tickets/${number}/duplicates`),
  previewMerge: (number: number, sources: readonly number[]) =>
    request<MergePreview>('GET', `tickets/${number}/merge`, undefined, { query: { sources: sources.join(',') } }),
  mergeTickets: (number: number, sources: readonly number[]) => request<Ticket>('POST', `tickets/${number}/merge`, { sources }),
  splitTicket: (number: number, events: readonly string[], subject: string) =>
    request<Ticket>('POST', `tickets/${number}/split`, { events, subject }),

  customers: (q: string, cursor?: string, signal?: AbortSignal) =>
    request<Page<Customer>>('GET', 'customers', undefined, { query: { q, cursor }, ...(signal && { signal }) }),
  customer: (id: string) => request<Customer>('GET', `customers/${part(id)}`),
  makeCustomer: (draft: CustomerDraft) => request<Customer>('POST', 'customers', draft),
  changeCustomer: (id: string, patch: CustomerPatch) => request<Customer>('PATCH', `customers/${part(id)}`, patch),
  customerTickets: (id: string, cursor?: string) => request<Page<Ticket>>('GET', `customers/${part(id)}/tickets`, undefined, { query: { cursor } }),
  customerChats: (id: string, cursor?: string) => request<Page<Chat>>('GET', `customers/${part(id)}/chats`, undefined, { query: { cursor } }),
  addCustomerNote: (id: string, body: string) => request<CustomerNote>('POST', `customers/${part(id)}/notes`, { body }),
  removeCustomerNote: (id: string, note: string) => request<void>('DELETE', `customers/${part(id)}/notes/${part(note)}`),
  mergeCustomers: (id: string, source: string) => request<Customer>('POST', `customers/${part(id)}/merge`, { source }),
  unmergeCustomers: (id: string, source: string) => request<Customer>('POST', `customers/${part(id)}/unmerge`, { source }),
  search: (q: string, signal?: AbortSignal, limit = '12') => request<Found>('GET', 'search', undefined, { query: { q, limit }, ...(signal && { signal }) }),
  notifications: (cursor?: string) =>
    request<Page<Notification> & { unread: number }>('GET', 'me/notifications', undefined, { query: { cursor } }),
  /** Without ids: all of them. */
  readNotifications: (ids?: string[]) => request<{ unread: number }>('POST', 'me/notifications/read', ids ? { ids } : {}),
  tokens: () => request<Page<ApiToken>>('GET', 'tokens'),
  makeToken: (draft: Pick<ApiToken, 'name' | 'scopes' | 'expires_at'>) => request<ApiToken & { token: string }>('POST', 'tokens', draft),
  revokeToken: (id: string) => request<void>('DELETE', `tokens/${part(id)}`),
  canned: () => request<Page<Canned>>('GET', 'canned'),
  makeCanned: (canned: CannedDraft) => request<Canned>('POST', 'canned', canned),
  changeCanned: (id: string, changes: Partial<CannedDraft>) => request<Canned>('PATCH', `canned/${part(id)}`, changes),
  removeCanned: (id: string) => request<void>('DELETE', `canned/${part(id)}`),

  chats: (filter: { status?: string; mine?: string; cursor?: string } = {}) =>
    request<Page<Chat>>('GET', 'chats', undefined, { query: filter }),
  chat: (id: string) => request<{ chat: Chat; messages: Message[] }>('GET', `chats/${part(id)}`),
  makeTicketFromChat: (id: string) => request<{ ticket: { number: number } }>('POST', `chats/${part(id)}/ticket`),
};
