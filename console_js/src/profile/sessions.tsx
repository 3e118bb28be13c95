// Where one is signed in, and the way to end all of it at once.
import type { Session } from '../api';
import { api, ApiError } from '../api';
import { signedOut } from '../store/session';
import { Badge, Button, confirm, DeviceIcon, ErrorState, Section, SignOutIcon, Skeleton, Time, toast, useRemote } from '../ui';

export function Sessions() {
  const sessions = useRemote(async () => (await api.sessions()).items);
  const { data, error } = sessions;
  return (
    <Section title="Where you are signed in" actions={data && <Button size="sm" icon={SignOutIcon} onClick={() => void signOutEverywhere()}>Sign out everywhere</Button>}>
      {data ? <ul class="sessions">{data.map((session) => <Row key={session.id} session={session} />)}</ul>
        : error ? <ErrorState title="The list could not be loaded" onRetry={() => void sessions.reload()}>{error}</ErrorState>
        : <ul class="sessions" aria-busy="true"><li class="session"><DeviceIcon /><span class="session-words"><Skeleton width="160px" /><Skeleton width="120px" /></span></li></ul>}
    </Section>
  );
}

async function signOutEverywhere() {
  const sure = await confirm({ title: 'Sign out everywhere?', text: 'This ends your sign-ins on all devices, this one as well.', action: 'Sign out everywhere', danger: true });
  if (!sure) return;
  try {
    await api.signOutEverywhere();
    signedOut('You signed out everywhere.');
  } catch (error) {
    toast(error instanceof ApiError ? error.message : 'This could not be done.', 'bad');
  }
}

const Row = ({ session }: { session: Session }) => (
  <li class="session">
    <DeviceIcon />
    <span class="session-words">
      <span>{[session.browser, session.os].filter(Boolean).join(' on ') || 'Unknown browser'} {session.current && <Badge tone="good">This one</Badge>}</span>
      <span class="quiet">Signed in <Time value={session.created_at} sentence />, {session.current ? 'in use now' : <>last used <Time value={session.last_seen} sentence /></>}, {session.ip}</span>
    </span>
  </li>
);
