/**
 * The words both browsers and the server speak: what travels over Socket.IO and the JSON API.
 * The server's side of the same shapes is server/realtime/wire.py and server/console/views.py.
 * Times are RFC 3339 UTC with milliseconds; ids are opaque strings; ticket numbers are integers.
 */

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

export type TicketStatus = 'open' | 'in_progress' | 'waiting' | 'resolved' | 'closed';
export type Priority = 'low' | 'medium' | 'high' | 'urgent';

export interface Ticket {
  number: number;
  subject: string;
  status: TicketStatus;
  priority: Priority;
  assignee: AgentRef | null;
  team: { id: string; name: string } | null;
  /** Names; their colours come from GET /api/v1/labels. */
  labels: string[];
  category: string | null;
  channel: 'chat' | 'email' | 'form' | 'agent' | 'api';
  customer: { id: string; name: string; email: string | null };
  seq: number;
  created_at: Time;
  updated_at: Time;
  sla: Record<string, unknown>;
  chat: string | null;
  /** What was said last, as both sides see it; notes never show here. */
  last?: LastLine;
  /** The closed ticket that this one is the follow-up of. */
  follows?: number;
  /** Closed by a merge: this number, and every link to it, leads there. */
  merged_into?: number;
  /** Numbers of the tickets whose entries are read in this one. */
  merged?: number[];
  /** The ticket that this one was split from. */
  split_from?: number;
  /** Only where one ticket is asked for, never in lists. */
  visitor?: VisitorDetails;
  transcript?: Message[];
  chat_timeline?: { seq: number; type: string; at: Time; actor: Author; text: string }[];
}

export interface TimelineEntry {
  id: string;
  seq: number;
  type: string;
  actor: { kind: string; id: string; name: string };
  at: Time;
  audience: 'public' | 'agents';
  /** A ready sentence for entries that are not written text: "set the priority to High". */
  text: string;
  /** Markdown in replies and notes; plain text in chat messages. */
  body?: string;
  attachments?: Attachment[];
  /** In a note: who was named with @. */
  mentions?: Mention[];
  /** The ticket it was written in, where that is not the one being read (merged in, or split off from). */
  from?: number;
  /** It was split off: the ticket where it is read now. Only its place is kept here. */
  moved_to?: number;
  /** Of a reply: 'held' until `held_until` (it can be taken back), then 'sent'; 'undone' when taken back. */
  delivery?: 'held' | 'sent' | 'undone' | 'queued' | 'failed';
  held_until?: Time;
  /** Taken back by `undo`; the id of the entry that did it. */
  undone_by?: string;
  data?: Record<string, unknown>;
}

/** GET /tickets/{n}/merge?sources=1,2: the ticket and its timeline as they would be; `refused`: who can't take part, and why. */
export interface MergePreview { ticket: Ticket; entries: TimelineEntry[]; refused: { number: number; code: ErrorCode; message: string }[] }
/** GET /tickets/{n}/duplicates, the likeliest first. */
export interface Duplicate { ticket: Ticket; reason: string }
/** POST /tickets/bulk: `events` are for the undo; with an error, what came before it in the same ticket stays. */
export interface BulkResult { number: number; ok: boolean; events: string[]; error?: WireError }
export interface UndoResult { number: number; event: string; ok: boolean; error?: WireError }

/** `url` answers only who may see the ticket; `image` says that a browser may show it in place. */
export interface Attachment { id: string; name: string; type: string; size: number; image: boolean; width?: number; height?: number; url: string }
export interface Mention { kind: 'agent' | 'team'; id: string; name: string }

export interface Label { id: string; name: string; colour: string; /** Earlier names, which still find it. */ formerly: string[]; tickets?: number }
export interface Category { id: string; name: string; formerly: string[]; tickets?: number }

export interface CustomerNote { id: string; body: string; by: { id: string; name: string }; at: Time }
export interface Customer {
  id: string;
  name: string;
  /** The first is the one that replies go to. */
  emails: string[];
  phone: string;
  company: string;
  /** Their own website. */
  site: string;
  fields: Record<string, string>;
  created_at: Time;
  /** Set once this record was merged into another. */
  merged_into?: string;
  /** Only where one customer is asked for. */
  notes?: CustomerNote[];
  pages?: Page[];
  counts?: { tickets: number; open: number; chats: number };
  /** The records of the same person that were merged into this one; each can be taken out again. */
  merged?: { id: string; name: string }[];
}

/** A saved view of one's own: `query` is the query string of the ticket list. */
export interface SavedView { id: string; name: string; query: string }
export type ViewName = 'inbox' | 'mine' | 'team' | 'unassigned' | 'urgent' | 'overdue';
/**
 * GET /tickets/counts: `total` of the filter, exact up to 100,000 (`capped` beyond); `views` and `teams` (one's own,
 * by id) count what is not closed, whatever the filter. Ask a quarter of a second after a push or later: answers to
 * many consoles are shared for so long.
 */
export interface TicketCounts { total: number; capped: boolean; views: Record<ViewName, number>; teams: Record<string, number> }
export interface Load { open: number; in_progress: number; waiting: number; urgent: number; overdue: number; chats: number }
/** GET /agents/loads. An agent below manager sees their own row alone; `unassigned` is then null. */
export interface Loads {
  agents: ({ agent: AgentRef; teams: string[] } & Load)[];
  teams: ({ team: { id: string; name: string } } & Load)[];
  unassigned: Load | null;
}
export interface Canned { id: string; shortcut: string; title: string; body: string; team: string | null; updated_at: Time }
export interface ApiToken { id: string; name: string; scopes: string[]; prefix: string; created_at: Time; expires_at: Time | null; last_used: Time | null; by: string }
export interface Notification {
  id: string;
  type: 'mention' | 'assigned' | 'customer';
  /** What was written; of an assigned ticket, its subject. */
  text: string;
  by: { id: string; name: string };
  ticket?: number;
  chat?: string;
  /** The entry that it is about, marked when one lands on it. */
  event: string;
  at: Time;
  read: boolean;
}
/** Who has a ticket open right now, and who is writing in it. */
export interface Looking { agent: AgentRef; writing: boolean }

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
