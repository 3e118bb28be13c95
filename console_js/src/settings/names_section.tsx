// The list of labels or categories: made, renamed, coloured, merged and deleted. No ticket and no history is rewritten.
import { useEffect, useState } from 'preact/hooks';
import { api, ApiError } from '../api';
import { connection } from '../store';
import {
  Button, confirm, EditIcon, EmptyState, ErrorState, IconButton, Menu, MergeIcon, MoreIcon, Page, PlusIcon, SearchIcon,
    Skeleton, Tag, FolderIcon, toast, TrashIcon, useRemote,
} from '../ui';
import { counted } from '../ui/words';
import { listed, type Kind, type Named } from './names';
import { MergeName } from './name_merge';
import { NameEditor } from './name_editor';
import { SettingsTabs } from './tabs';
import './names.css';

type Asked = { do: 'make' } | { do: 'change'; one: Named } | { do: 'merge'; one: Named };
const MANY = 8;

export function NamesSection({ kind }: { kind: Kind }) {
  const load = async (): Promise<Named[]> => (await (kind.names === 'labels' ? api.labels() : api.categories())).items;
  const names = useRemote(load, [kind]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [words, setWords] = useState('');
  useEffect(() => connection.on('desk', ({ what }) => { if (what === kind.names) void names.reload(); }), [kind]);
  const { data, error } = names;
  const done = () => { setAsked(null); void names.reload(); };
  const make = (
    <Button variant="primary" icon={PlusIcon} onClick={() => setAsked({ do: 'make' })}>New {kind.one}</Button>
  );
  const shown = listed(data ?? [], words);
  return (
    <Page title={kind.title} lead={kind.lead} wide tabs={<SettingsTabs />} actions={make}>
      {!data && (error ? <ErrorState title={`${kind.title} could not be loaded`} onRetry={() => void names.reload()}>
        {error}</ErrorState> : <Ghosts kind={kind} />)}
      {data && data.length > MANY && <label class="page-search"><SearchIcon size={14} /><input class="input"
        type="search" dir="auto" aria-label={`Find a ${kind.one}`} placeholder={`Find a ${kind.one}`} value={words}
        onInput={(event) => setWords(event.currentTarget.value)} /></label>}
      {data && !data.length && <EmptyState icon={FolderIcon} title={`There is no ${kind.one} yet`}
        action={make}>For example “{kind.example}”.</EmptyState>}
      {data && data.length > 0 && !shown.length && <EmptyState icon={SearchIcon}
        title="Nothing fits">Try fewer letters.</EmptyState>}
      {shown.length > 0 && <ul class="names">{shown.map((one) => <Row key={one.id} kind={kind} one={one}
        onAsk={setAsked} onGone={() => void names.reload()} />)}</ul>}
      {asked?.do === 'make' && <NameEditor kind={kind} one={null} onClose={() => setAsked(null)} onDone={done} />}
      {asked?.do === 'change' && <NameEditor kind={kind} one={asked.one} onClose={() => setAsked(null)}
        onDone={done} />}
      {asked?.do === 'merge' && data && <MergeName kind={kind} one={asked.one} all={data}
        onClose={() => setAsked(null)} onDone={done} />}
    </Page>
  );
}

interface RowProps { kind: Kind; one: Named; onAsk: (asked: Asked) => void; onGone: () => void }

function Row({ kind, one: named, onAsk, onGone }: RowProps) {
  const { name, colour, formerly, tickets = 0 } = named;
  const marked = new URLSearchParams({ status: 'any', [kind.names === 'labels' ? 'label' : 'category']: name });
  const remove = async () => {
    const verbs = tickets === 1 ? ['keeps', 'is'] : ['keep', 'are'];
    const keep = tickets ? `${counted(tickets, 'ticket')} ${verbs[0]} it and ${verbs[1]} still found by it.`
      : 'No ticket has it.';
    const text = `It can’t be chosen any more. ${keep} Made anew under this name, it comes back.`;
    if (!await confirm({ title: `Delete ${name}?`, text, action: 'Delete', danger: true })) return;
    try {
      await api.removeName(kind.names, named.id);
      toast(`${name} was deleted.`, 'good');
    } catch (error) {
      toast(error instanceof ApiError ? error.message : 'It could not be deleted.', 'bad');
    }
    onGone();
  };
  return (
    <li class="names-row">
      <span class="names-what">
        {colour ? <Tag name={name} colour={colour} /> : <b dir="auto">{name}</b>}
        {formerly.length > 0 && <Formerly names={formerly} />}
      </span>
      <a class="names-count" href={`/tickets?${marked}`}>{counted(tickets, 'ticket')}</a>
      <IconButton icon={EditIcon} label={`Change ${name}`} onClick={() => onAsk({ do: 'change', one: named })} />
      <Menu label={name} align="end" items={[
        { id: 'merge', label: `Merge into another ${kind.one}`, icon: MergeIcon, 
          run: () => onAsk({ do: 'merge', one: named }) },
        { id: 'delete', label: 'Delete', icon: TrashIcon, danger: true, divide: true, run: () => void remove() },
      ]} trigger={(props) => <IconButton {...props} icon={MoreIcon} label={`More for ${name}`} />} />
    </li>
  );
}

const Formerly = ({ names }: { names: readonly string[] }) => (
  <small class="truncate" title={names.join(', ')}>earlier {names.map((old, index) => (
    <span key={old}>{index > 0 && ', '}<bdi>{old}</bdi></span>
  ))}</small>
);

const Ghosts = ({ kind }: { kind: Kind }) => (
  <ul class="names" aria-busy="true" aria-label={`Loading ${kind.many}`}>
    {[70, 110, 60, 90, 80].map((width) => <li key={width} class="names-row"><span class="names-what"><Skeleton
      width={`${width}px`} height="22px" /></span><Skeleton width="60px" /></li>)}
  </ul>
);
