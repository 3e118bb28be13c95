/** What a role may do, so that the console shows only that; the server refuses the rest as well. Pure. */
import type { Agent, Chat, Role, Ticket } from '../../../shared_js/wire';

const RANK: Record<Role, number> = { agent: 0, manager: 1, admin: 2 };
export const atLeast = (me: Pick<Agent, 'role'> | null, role: Role) => me !== null && RANK[me.role] >= RANK[role];

export const mayManagePeople = (me: Pick<Agent, 'role'> | null) => atLeast(me, 'admin');
export const mayManageTeams = (me: Pick<Agent, 'role'> | null) => atLeast(me, 'manager');
export const mayManageSites = (me: Pick<Agent, 'role'> | null) => atLeast(me, 'admin');

/** A waiting chat is passed on by anybody; a running one is passed on or ended by who has it, or by a manager. */
export function mayHandle(me: Pick<Agent, 'id' | 'role'> | null, { status, agent }: Pick<Chat, 'status' | 'agent'>): boolean {
  return me !== null && (status === 'waiting' || (status === 'active' && (agent?.id === me.id || atLeast(me, 'manager'))));
}

/** An agent takes what is free and hands over what is their own; others' work is a manager's. */
export function mayReassign(me: Agent | null, ticket: Pick<Ticket, 'assignee'>): boolean {
  return me !== null && (ticket.assignee === null || ticket.assignee.id === me.id || atLeast(me, 'manager'));
}
