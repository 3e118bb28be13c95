/** The whole staff, also who is invited or was deactivated; presence comes from the live board. */
import { useEffect } from 'preact/hooks';
import type { Agent, Team } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { connection, store } from '../store';
import { toast, useRemote, type Remote } from '../ui';

export interface Staff { agents: Agent[]; teams: Team[] }

/** What was loaded last, so that going between people and teams shows them at once. */
let kept: Staff | null = null;

async function load(): Promise<Staff> {
  const [agents, teams] = await Promise.all([api.agents(), api.teams()]);
  kept = { agents: agents.items, teams: teams.items };
  return kept;
}

export function useStaff(): Remote<Staff> {
  const staff = useRemote(load);
  useEffect(() => connection.on('people', () => void staff.reload()), []);
  const live = new Map(store.agents.value.map((agent) => [agent.id, agent]));
  const data = staff.data ?? kept;
  const agents = data?.agents.map((agent) => {
    const now = live.get(agent.id);
    if (!now) return agent;
    // Who left since the list was loaded was seen later than it says.
    const left = now.presence === 'offline' && agent.presence !== 'offline';
    return { ...agent, presence: now.presence, chats: now.chats ?? agent.chats, last_seen: left ? null : agent.last_seen };
  });
  return { ...staff, data: data && agents ? { ...data, agents } : null };
}

/** Runs a change, then shows what the server has now; says so when it refuses. */
export async function tried(staff: Pick<Remote<Staff>, 'reload'>, change: () => Promise<unknown>, done?: string): Promise<void> {
  try {
    await change();
    if (done) toast(done, 'good');
  } catch (error) {
    toast(error instanceof ApiError ? error.message : 'This could not be done.', 'bad');
  }
  await staff.reload();
}
