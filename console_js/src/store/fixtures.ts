// Chats, tickets and agents for tests, complete but for what a test is about.
import type { Agent, Chat, Message, Ticket, VisitorDetails } from '../../../shared_js/wire';

const AT = '2026-11-24T08:00:00.000Z';

export const visitor: VisitorDetails = {
  id: 'v1', name: 'Rosa', email: null, identified: false, page: null, pages: [], browser: 'Firefox 140', os: 'Linux', language: 'es',
    time_zone: 'Europe/Madrid', first_seen: AT,
};

export const chat = (parts: Partial<Chat> = {}): Chat => ({
  id: 'c1', site: { key: 's1', name: 'Shop' }, status: 'waiting', seq: 1, visitor, agent: null, team: null, created_at: AT,
    waiting_since: AT, accepted_at: null,
  ended_at: null, ended_by: null, last: { seq: 1, at: AT, kind: 'visitor', text: 'Hello' }, unread: 1, read: { visitor: 0, agent: 0 },
    ticket: null, rating: null, position: 1, visitor_here: true, ...parts,
});

export const message = (parts: Partial<Message> = {}): Message => ({
  id: `m${parts.seq ?? 1}`, seq: 1, client_id: null, kind: 'message', author: { kind: 'visitor', id: 'v1', name: 'Rosa' }, body: 'Hello',
    attachments: [], at: AT, ...parts,
});

export const ticket = (parts: Partial<Ticket> = {}): Ticket => ({
  number: 1001, subject: 'A cracked hopper', status: 'open', priority: 'medium', assignee: null, team: null, labels: [], category: null,
    channel: 'chat',
  customer: { id: 'u1', name: 'Rosa', email: null }, seq: 1, created_at: AT, updated_at: AT, sla: {}, chat: null, ...parts,
});

export const agent = (parts: Partial<Agent> = {}): Agent => ({
  id: 'ada', name: 'Ada', email: 'ada@example.com', role: 'agent', teams: [], picture: null, active: true, invited: false,
    presence: 'online', ...parts,
});
