// Says that nothing will ring, as long as one has chosen so: easily forgotten after signing in again.
import { setPresence } from '../shell/rail';
import { connection, store } from '../store';
import { Button, PresenceDot } from '../ui';

const WORDS = { offline: 'You are offline: no chat will ring.', away: 'You are away: new chats do not ring.' };

export function PresenceBar() {
  const state = store.me.value?.presence ?? 'online';
  if (state === 'online' || connection.state.value !== 'online') return null;
  return (
    <div class="presence-bar" role="status">
      <PresenceDot state={state} /><span>{WORDS[state]}</span>
      <Button size="sm" onClick={() => void setPresence('online')}>Go online</Button>
    </div>
  );
}
