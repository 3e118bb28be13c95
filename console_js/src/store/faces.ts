// The picture of a colleague as it is now: chats and tickets keep a copy from the day somebody took them.
import { computed } from '@preact/signals';
import type { AgentRef } from '../../../shared_js/wire';
import { board } from './index';

// By itself, so that who shows a face is not drawn again at each word in a chat.
const agents = computed(() => board.value.agents);

export function pictureOf({ id, picture }: AgentRef): string | null {
  const agent = agents.value.get(id);
  return agent ? agent.picture : picture;
}
