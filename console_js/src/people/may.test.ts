/** Who may do what. */
import { expect, it } from 'vitest';
import type { Agent } from '../../../shared_js/wire';
import { mayHandle, mayManagePeople, mayManageTeams, mayReassign } from './may';

const who = (id: string, role: Agent['role']) => ({ id, role }) as Agent;
const ada = { id: 'ada', name: 'Ada', picture: null };

it('opens people to admins and teams to managers', () => {
  expect([who('x', 'admin'), who('x', 'manager'), who('x', 'agent'), null].map(mayManagePeople)).toEqual([true, false, false, false]);
  expect([who('x', 'admin'), who('x', 'manager'), who('x', 'agent'), null].map(mayManageTeams)).toEqual([true, true, false, false]);
});
it('lets an agent take what is free and hand over their own', () => {
  expect(mayReassign(who('ada', 'agent'), { assignee: ada })).toBe(true);
  expect(mayReassign(who('ada', 'agent'), { assignee: null })).toBe(true);
  expect(mayReassign(who('bob', 'agent'), { assignee: ada })).toBe(false);
  expect(mayReassign(who('bob', 'manager'), { assignee: ada })).toBe(true);
});
it('leaves a running chat to who has it, and to managers', () => {
  const running = { status: 'active' as const, agent: ada };
  expect(['ada', 'bob'].map((id) => mayHandle(who(id, 'agent'), running))).toEqual([true, false]);
  expect(mayHandle(who('bob', 'manager'), running)).toBe(true);
  expect(mayHandle(who('bob', 'agent'), { status: 'waiting', agent: null })).toBe(true);
  expect(mayHandle(who('max', 'admin'), { status: 'ended', agent: ada })).toBe(false);
});
