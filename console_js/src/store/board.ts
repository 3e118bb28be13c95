// The queue as this browser knows it, as pure values: chats, tickets, agents and teams, fed by the snapshot of
// `watch` and by pushes in any order. What is shown must equal what a fresh load would show.
import type { Agent, AgentHears, AgentSends, Chat, Message, Page, Team, Ticket } from '../../../shared_js/wire';

export interface Board {
  readonly chats: ReadonlyMap<string, Chat>;
  readonly tickets: ReadonlyMap<number, Ticket>;
  readonly agents: ReadonlyMap<string, Agent>;
  readonly teams: ReadonlyMap<string, Team>;
}
export type Snapshot = AgentSends['watch'][1];
export type Change = Partial<Pick<AgentHears['queue.changed'], 'chat' | 'ticket'>>;

export const emptyBoard: Board = { chats: new Map(), tickets: new Map(), agents: new Map(), teams: new Map() };

const inQueue = (chat: Chat) => chat.status === 'waiting' || chat.status === 'active';
const inInbox = (ticket: Ticket) => ticket.status !== 'closed';

/** Read marks and the page change without a new seq, hence newer or equal. */
function put<K, V extends { seq: number }>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  const known = map.get(key);
  return known && known.seq > value.seq ? map : new Map(map).set(key, value);
}

export function change(board: Board, { chat, ticket }: Change): Board {
  const chats = chat ? put(board.chats, chat.id, chat) : board.chats;
  const tickets = ticket ? put(board.tickets, ticket.number, ticket) : board.tickets;
  return chats === board.chats && tickets === board.tickets ? board : { ...board, chats, tickets };
}

const LAST_LINE = 140;

/**
 * Words in a running chat are pushed alone, without the chat's new state: they are folded in here as the server
 * does it. `gap`: words before these never arrived, so the chat has to be asked for.
 */
export function line(board: Board, id: string, message: Message): { board: Board; gap: boolean } {
  const chat = board.chats.get(id);
  if (!chat || message.seq <= chat.seq) return { board, gap: false };
  const { seq, at, author, body } = message;
  const words = message.kind === 'message' ? { last: { seq, at, kind: author.kind, text: [...body].slice(0, LAST_LINE).join('') } } : {};
  const unread = chat.unread + (message.kind === 'message' && author.kind === 'visitor' ? 1 : 0);
  return { board: change(board, { chat: { ...chat, ...words, seq, unread } }), gap: seq > chat.seq + 1 };
}

/** How far a side has read; what was read up to the end leaves nothing unread. */
export function seen(board: Board, { chat: id, by, seq }: AgentHears['read']): Board {
  const chat = board.chats.get(id);
  if (!chat || chat.read[by] >= seq) return board;
  const unread = by === 'agent' && seq >= chat.last.seq ? 0 : chat.unread;
  return change(board, { chat: { ...chat, read: { ...chat.read, [by]: seq }, unread } });
}

const PAGES_KEPT = 20;

/** The visitor came, left, or went on to another page: pushed alone, without a number. */
export function whereabouts(board: Board, id: string, { here, page }: { here?: boolean; page?: Page }): Board {
  const chat = board.chats.get(id);
  if (!chat) return board;
  const visitor = page ? { ...chat.visitor, page, pages: [...chat.visitor.pages, page].slice(-PAGES_KEPT) } : chat.visitor;
  return change(board, { chat: { ...chat, visitor, visitor_here: here ?? chat.visitor_here } });
}

export function presence(board: Board, agent: Agent): Board {
  return { ...board, agents: new Map(board.agents).set(agent.id, agent) };
}

/** The snapshot holds the tickets changed last, up to so many. */
export const SNAPSHOT_TICKETS = 200;

/** Changed earlier than all a full snapshot tells of: it says nothing about this one. */
function beyond(ticket: Ticket, { tickets }: Snapshot): boolean {
  return tickets.length >= SNAPSHOT_TICKETS && tickets.every((other) => other.updated_at > ticket.updated_at);
}

/**
 * Takes a snapshot for the truth. `meanwhile` is what was pushed since it was asked for and may be newer;
 * `keep` names what is open on the screen though no longer in the queue.
 */
export function load(board: Board, snapshot: Snapshot, meanwhile: readonly Change[], keep: (chat: Chat) => boolean = () => false): Board {
  let fresh: Board = {
    chats: new Map([...board.chats].filter(([, chat]) => keep(chat))),
    tickets: new Map([...board.tickets].filter(([, ticket]) => !inInbox(ticket) || beyond(ticket, snapshot))),
    agents: new Map(snapshot.agents.map((agent) => [agent.id, agent])),
    teams: new Map(snapshot.teams.map((team) => [team.id, team])),
  };
  for (const chat of snapshot.chats) fresh = change(fresh, { chat });
  for (const ticket of snapshot.tickets) fresh = change(fresh, { ticket });
  return meanwhile.reduce(change, fresh);
}

export interface Queue { waiting: Chat[]; mine: Chat[]; others: Chat[]; tickets: Ticket[] }

const since = (chat: Chat) => chat.waiting_since ?? chat.created_at;
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const URGENCY = { urgent: 0, high: 1, medium: 2, low: 3 };

/** Those of my teams, then longest wait first; running chats keep the order they were accepted in, so that no row jumps at a new message. */
export function queue(board: Board, me: string): Queue {
  const chats = [...board.chats.values()].filter(inQueue);
  const ours = ({ team }: Chat) => Number(team !== null && board.agents.get(me)?.teams.includes(team.id));
  const active = chats.filter((chat) => chat.status === 'active')
    .sort((a, b) => byText(a.accepted_at ?? a.created_at, b.accepted_at ?? b.created_at) || byText(a.id, b.id));
  return {
    waiting: chats.filter((chat) => chat.status === 'waiting')
      .sort((a, b) => ours(b) - ours(a) || byText(since(a), since(b)) || byText(a.id, b.id)),
    mine: active.filter((chat) => chat.agent?.id === me),
    others: active.filter((chat) => chat.agent?.id !== me),
    tickets: [...board.tickets.values()].filter(inInbox).sort(byUrgency),
  };
}

export const isUnresolved = ({ status }: Ticket) => status !== 'resolved' && status !== 'closed';
/** What waits for nothing more from us comes last. */
const done = (ticket: Ticket) => Number(!isUnresolved(ticket));
export const byUrgency = (a: Ticket, b: Ticket) => done(a) - done(b) || URGENCY[a.priority] - URGENCY[b.priority]
  || byText(a.created_at, b.created_at) || a.number - b.number;
