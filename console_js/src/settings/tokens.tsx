// Settings, API tokens: what scripts sign in with. Made with a name and scopes, shown once, revoked at any time. For admins.
import { useState } from 'preact/hooks';
import type { ApiToken } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { Badge, Button, confirm, EmptyState, ErrorState, IconButton, KeyIcon, Page, PlusIcon, serverNow, Skeleton, Time, toast, TrashIcon, useRemote } from '../ui';
import { NewToken } from './new_token';
import { SettingsTabs } from './tabs';
import { inWords } from './token_scopes';
import './tokens.css';

const LEAD = <>Scripts and other programs use the API with a token. What they can do there is told in the <a href="/docs" target="_blank" rel="noopener" class="reference">API reference</a>.</>;

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export function Tokens() {
  const tokens = useRemote(async () => (await api.tokens()).items);
  const [making, setMaking] = useState(false);
  const { data, error } = tokens;
  const make = <Button variant="primary" icon={PlusIcon} onClick={() => setMaking(true)}>New token</Button>;
  return (
    <Page title="API tokens" lead={LEAD} wide tabs={<SettingsTabs />} actions={make}>
      {!data && (error ? <ErrorState title="API tokens could not be loaded" onRetry={() => void tokens.reload()}>{error}</ErrorState> : <Ghosts />)}
      {data && !data.length && <EmptyState icon={KeyIcon} title="There is no API token yet" action={make}>Make one for each program, so that each can be revoked by itself.</EmptyState>}
      {data && data.length > 0 && <ul class="tokens" aria-label="API tokens">{data.map((one) => <Row key={one.id} token={one} onGone={() => void tokens.reload()} />)}</ul>}
      {making && <NewToken onClose={() => setMaking(false)} onMade={() => void tokens.reload()} />}
    </Page>
  );
}

function Row({ token, onGone }: { token: ApiToken; onGone: () => void }) {
  const over = token.expires_at !== null && Date.parse(token.expires_at) <= serverNow();
  const revoke = async () => {
    const text = 'Programs that use it are refused at once. This can’t be taken back; what it wrote stays.';
    if (!(await confirm({ title: `Revoke ${token.name}?`, text, action: 'Revoke', danger: true }))) return;
    try {
      await api.revokeToken(token.id);
      toast(`${token.name} was revoked.`, 'good');
    } catch (error) {
      toast(error instanceof ApiError ? error.message : 'It could not be revoked.', 'bad');
    }
    onGone();
  };
  return (
    <li class="token">
      <span class="token-what"><b class="truncate" dir="auto" title={token.name}>{token.name}</b>
        <span class="quiet"><code>{token.prefix}…</code> made by <bdi>{token.by}</bdi> <Time value={token.created_at} sentence /></span></span>
      <span class="token-scopes">{inWords(token.scopes).map((words) => <Badge key={words} tone={words === 'Admin' ? 'warn' : 'plain'}>{words}</Badge>)}</span>
      <span class="token-use quiet">
        <span>{token.last_used ? <>Used <Time value={token.last_used} sentence /></> : 'Never used'}</span>
        {token.expires_at && (over ? <span class="token-over">Has expired</span> : <span>Until <time dateTime={token.expires_at}>{day.format(new Date(token.expires_at))}</time></span>)}
      </span>
      <IconButton icon={TrashIcon} label={`Revoke ${token.name}`} onClick={() => void revoke()} />
    </li>
  );
}

const Ghosts = () => (
  <ul class="tokens" aria-busy="true" aria-label="Loading API tokens">
    {[150, 190, 120].map((width) => <li key={width} class="token"><span class="token-what"><Skeleton width={`${width}px`} /><Skeleton width="220px" /></span></li>)}
  </ul>
);
