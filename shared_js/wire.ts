/**
 * The words both browsers and the server speak: what travels over Socket.IO and the JSON API.
 * The server's side of the same shapes is server/realtime/wire.py and server/console/answers.py.
 * Times are RFC 3339 UTC with milliseconds; ids are opaque strings; ticket numbers are integers.
 */

import type { Looking, Notification, Ticket, TimelineEntry } from './wire_desk';

export type Time = string;

export interface WireError { code: ErrorCode; message: string; details?: Record<string, unknown> }
export type ErrorCode =
  | 'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict'
  | 'too_large' | 'unprocessable' | 'rate_limited' | 'unavailable';

/** Every client event is answered by one of these. */
export type Ack<T> = ({ ok: true } & T) | { ok: false; error: WireError };

export interface Author { kind: 'visitor' | 'agent' | 'system'; id: string; name: string }

/**
 * One line of a chat. `seq` is the chat's own number: it grows by one with each entry; a private note
 * takes a number too, so a visitor may see a step of two, asks `sync`, and is told that nothing is missing.
 * `kind` tells the entries apart: 'message' (somebody wrote), 'note' (agents only),
 * everything else is a system line ('started', 'accepted', 'transferred', 'returned', 'ended', 'missed',
 * 'converted', 'rated', 'contact') whose `body` is a ready sentence and whose `data` holds the facts.
 */
export interface Message {
  id: string;
  seq: number;
  client_id: string | null;
  kind: MessageKind;
  author: Author;
  body: string;
  attachments: never[];
  at: Time;
  data?: Record<string, unknown>;
}
export type MessageKind =
  | 'message' | 'note' | 'accepted' | 'transferred' | 'returned' | 'ended' | 'missed' | 'converted' | 'rated' | 'contact';

export type ChatStatus = 'waiting' | 'active' | 'ended' | 'missed';
export interface AgentRef { id: string; name: string; picture: string | null }
export interface LastLine { seq: number; at: Time; kind: Author['kind']; text: string }

/** What the visitor may know of the chat. */
export interface VisitorChat {
  id: string;
  status: ChatStatus;
  seq: number;
  agent: AgentRef | null;
  /** 1 is next in line; null unless waiting. */
  position: number | null;
  created_at: Time;
  ended_at: Time | null;
  ended_by: Author['kind'] | null;
  /** Highest seq each side has seen. */
  read: { visitor: number; agent: number };
  ticket: number | null;
  rating: number | null;
  email: string | null;
}

export interface Page { url: string; title: string; at?: Time }
export interface VisitorDetails {
  id: string;
  name: string;
  email: string | null;
  /** True when the host site vouched for the person with a signed identity. */
  identified: boolean;
  page: Page | null;
  /** Newest last, at most 20. */
  pages: Page[];
  browser: string;
  os: string;
  language: string;
  time_zone: string;
  first_seen: Time;
}

/** What agents see of the chat. */
export interface Chat {
  id: string;
  site: { key: string; name: string };
  status: ChatStatus;
  seq: number;
  visitor: VisitorDetails;
  agent: AgentRef | null;
  team: { id: string; name: string } | null;
  created_at: Time;
  /** When the visitor began to wait for somebody: at the start, and again when the chat went back to the queue. */
  waiting_since: Time | null;
  accepted_at: Time | null;
  ended_at: Time | null;
  ended_by: Author['kind'] | null;
  last: LastLine;
  /** Messages of the visitor that the agents' side has not read. */
  unread: number;
  read: { visitor: number; agent: number };
  ticket: number | null;
  rating: number | null;
  /** What the visitor wrote beside the rating; only where something was written. */
  rating_comment?: string;
  position: number | null;
  /** Whether a page of the visitor's is connected. */
  visitor_here: boolean;
}

export type * from './wire_desk';

export type PresenceState = 'online' | 'away' | 'offline';
export type Role = 'admin' | 'manager' | 'agent';

export interface Agent {
  id: string;
  name: string;
  email: string;
  role: Role;
  teams: string[];
  picture: string | null;
  active: boolean;
  /** Not yet accepted the invitation. */
  invited: boolean;
  /** Chosen state while connected, 'offline' when no live connection. */
  presence: PresenceState;
  chats?: number;
  /** Only in the list over HTTP: the last live connection, if it is known. */
  last_seen?: Time | null;
}
export interface Team { id: string; name: string; members: string[] }
export type FieldMode = 'off' | 'optional' | 'required';

export interface Site {
  key: string;
  name: string;
  origins: string[];
  colour: string;
  greeting: string;
  prechat: { name: FieldMode; email: FieldMode };
  identity_secret?: string;
}

// ---- /visitor ---------------------------------------------------------------------------------

export interface VisitorWelcome {
  you: { id: string; name: string; email: string | null; identified: boolean };
  server_time: Time;
  /** Kept by the frame and sent at the next connect; never in a URL. */
  token: string;
  /** The open chat, or the last one while it is less than a day old; null if none. */
  chat: VisitorChat | null;
  site: Pick<Site, 'name' | 'colour' | 'greeting' | 'prechat'> & { online: boolean };
}

export interface VisitorSends {
  'chat.start': [{ client_id: string; body: string; name?: string; email?: string; page?: Page }, { chat: VisitorChat; message: Message }];
  'message.send': [{ chat: string; client_id: string; body: string }, { message: Message }];
  /** Entries after `after`, at most 500, complete up to `seq`; `more` says to ask again. */
  'sync': [{ chat: string; after: number }, { messages: Message[]; seq: number; more: boolean; chat: VisitorChat }];
  'read': [{ chat: string; seq: number }, Record<string, never>];
  'typing': [{ chat: string; on: boolean; text?: string }, Record<string, never>];
  'chat.end': [{ chat: string }, Record<string, never>];
  'chat.rate': [{ chat: string; score: number; comment?: string }, Record<string, never>];
  /** Name and email given later ("nobody is here, leave an address"). */
  'contact': [{ chat: string; name?: string; email?: string }, { chat: VisitorChat }];
  'page': [Page, Record<string, never>];
}

export interface VisitorHears {
  'welcome': VisitorWelcome;
  'message.new': { chat: string; message: Message };
  'chat.updated': { chat: VisitorChat };
  /** from: who types. Shown for 5 s unless renewed or switched off. */
  'typing': { chat: string; on: boolean; from: Author };
  'read': { chat: string; by: 'visitor' | 'agent'; seq: number };
  /** Site presence changed: somebody is there, or nobody. */
  'site': { online: boolean };
  /** The server may have dropped pushes: ask sync. */
  'resync': Record<string, never>;
}

// ---- /agent -----------------------------------------------------------------------------------

/** `looking`: all tickets that somebody has open; `unread`: one's own unread notifications. */
export interface AgentWelcome { you: Agent; server_time: Time; unread?: number; looking?: Record<string, Looking[]> }

export interface AgentSends {
  'watch': [{ what: 'queue' }, { chats: Chat[]; tickets: Ticket[]; agents: Agent[]; teams: Team[]; seq: number }];
  'watch.chat': [{ what: 'chat'; id: string }, { chat: Chat; messages: Message[]; seq: number }];
  'watch.ticket': [{ what: 'ticket'; id: string }, { ticket: Ticket; events: TimelineEntry[]; seq: number; people: Looking[] }];
  'unwatch': [{ what: string; id?: string }, Record<string, never>];
  'chat.accept': [{ chat: string }, { chat: Chat }];
  'message.send': [{ chat: string; client_id: string; body: string }, { message: Message }];
  'chat.note': [{ chat: string; client_id: string; body: string; mentions?: string[] }, { message: Message }];
  'sync': [{ chat: string; after: number }, { messages: Message[]; seq: number; more: boolean; chat: Chat }];
  'read': [{ chat: string; seq: number }, Record<string, never>];
  'typing': [{ chat: string; on: boolean }, Record<string, never>];
  'chat.transfer': [{ chat: string; agent?: string; team?: string; note?: string }, { chat: Chat }];
  'chat.end': [{ chat: string }, { chat: Chat }];
  'chat.convert': [{ chat: string }, { ticket: { number: number } }];
  'presence.set': [{ state: PresenceState }, Record<string, never>];
  /** Renewed every 4 s while one writes; `watch ticket` alone says that one looks. */
  'ticket.typing': [{ number: number; on: boolean }, Record<string, never>];
}

export interface AgentHears {
  'welcome': AgentWelcome;
  'message.new': { chat: string; message: Message };
  'chat.updated': { chat: Chat };
  'typing': { chat: string; on: boolean; from: Author; text?: string };
  'read': { chat: string; by: 'visitor' | 'agent'; seq: number };
  'queue.changed': { chat?: Chat; ticket?: Ticket; seq: number };
  'ticket.event': { number: number; event: TimelineEntry; ticket: Ticket };
  'presence': { agent: Agent };
  /** The visitor of a live chat went to another page of the site. */
  'visitor.here': { chat: string; here: boolean };
  'visitor.page': { chat: string; page: Page };
  /** People or teams changed: fetch them again. */
  'people': Record<string, never>;
  /** To one agent, on every open console. A mention comes as both: `mention` is the contract's short form. */
  'notification': Notification;
  'mention': { ticket?: number; chat?: string; event: string; by: { id: string; name: string }; text: string };
  /** One's own notifications were read elsewhere: how many are left. */
  'notifications.read': { ids: string[]; unread: number };
  /** Labels, categories, canned replies or saved views changed: fetch them again. */
  'desk': { what: 'labels' | 'categories' | 'canned' | 'views' };
  /** Who looks at or writes in a ticket: to those who watch the queue, or the ticket. */
  'ticket.people': { number: number; people: Looking[] };
  'resync': Record<string, never>;
  /** The session was revoked: show the sign-in page. */
  'signed_out': { reason: string };
}
