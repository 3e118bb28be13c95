// What the screens read: signals over the board, the session and the open chats.
import { computed, signal } from '@preact/signals';
import type { Agent } from '../../../shared_js/wire';
import { emptyBoard, queue, type Board } from './board';

export { connection } from './connection';

export const board = signal<Board>(emptyBoard);
/** Whether the queue has ever been loaded; before that, screens show skeletons. */
export const loaded = signal(false);
/** Why the queue can't be shown, once asking for it failed. */
export const loadError = signal<string | null>(null);

export type SessionState = 'unknown' | 'signed_out' | 'signed_in';
export const session = signal<SessionState>('unknown');
const identity = signal<Agent | null>(null);

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

export const store = {
  /** The signed-in agent, with the newest presence; null before sign-in. */
  me: computed(() => (identity.value ? board.value.agents.get(identity.value.id) ?? identity.value : null)),
  chats: computed(() => board.value.chats),
  tickets: computed(() => board.value.tickets),
  agents: computed(() => [...board.value.agents.values()].sort(byName)),
  teams: computed(() => [...board.value.teams.values()].sort(byName)),
  queue: computed(() => queue(board.value, identity.value?.id ?? '')),
};

/** After a change to one's own profile: shown at once, also before the push. */
export function setMe(agent: Agent | null): void {
  identity.value = agent;
  if (!agent || !board.value.agents.has(agent.id)) return;
  board.value = { ...board.value, agents: new Map(board.value.agents).set(agent.id, agent) };
}
