/**
 * The shapes of the ticket desk: tickets and their timelines, labels, customers, notifications. Part of wire.ts, from
 * which everybody takes them.
 */
import type { AgentRef, Author, ErrorCode, LastLine, Message, Page, Time, VisitorDetails, WireError } from './wire';

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
  /** The ticket in which the customer went on after this one was closed. */
  followed_by?: number;
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

/** GET /tickets/{n}/merge?sources=1,2: the ticket and its timeline as they would be; `refused`: who can't take part, and why;
 * `unproven`: of chats whose visitor only typed the customer's address. */
export interface MergePreview {
  ticket: Ticket; entries: TimelineEntry[];
  refused: { number: number; code: ErrorCode; message: string }[]; unproven: { number: number; message: string }[];
}
/** GET /tickets/{n}/duplicates, the likeliest first. `unproven`: its visitor only typed the customer's address. */
export interface Duplicate { ticket: Ticket; reason: string; unproven?: true }
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
  /** How many tickets one was given at once; `ticket` is left out then. */
  count?: number;
  /** The entry that it is about, marked when one lands on it. */
  event: string;
  at: Time;
  read: boolean;
}
/** Who has a ticket open right now, and who is writing in it. */
export interface Looking { agent: AgentRef; writing: boolean }
