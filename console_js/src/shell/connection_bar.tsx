// Says when the connection is gone, lying over the page so that nothing moves; short hiccups stay unsaid.
import { useEffect, useState } from 'preact/hooks';
import { connection } from '../store';
import { Button, OfflineIcon } from '../ui';

const PATIENCE_MS = 1500;

export function ConnectionBar() {
  const state = connection.state.value;
  const gone = state !== 'online';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!gone) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [gone]);
  return (
    <div class="connection-bar" role="status" hidden={!shown}>
      {shown && (
        <>
          <OfflineIcon />
          {state === 'refused'
            ? <><span>{connection.refusal.value?.message}</span><Button size="sm" onClick={() => connection.connect()}>Try again</Button></>
            : <span>{state === 'connecting' ? 'Connecting…'
              : 'Connection lost, trying again. What you write is kept and sent later.'}</span>}
        </>
      )}
    </div>
  );
}
