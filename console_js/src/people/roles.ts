/** The three roles in words. */
import type { Role } from '../../../shared_js/wire';

export const ROLE_WORDS: Record<Role, { label: string; as: string; may: string }> = {
  admin: { label: 'Admin', as: 'an admin', may: 'Everything, also people and sites' },
  manager: { label: 'Manager', as: 'a manager', may: 'Also teams, and others’ work' },
  agent: { label: 'Agent', as: 'an agent', may: 'All chats and tickets' },
};
export const ROLES: Role[] = ['agent', 'manager', 'admin'];
