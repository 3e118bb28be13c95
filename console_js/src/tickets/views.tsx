// The views of the ticket list, with how much is in each, and those that one has saved.
import { useEffect } from 'preact/hooks';
import type { SavedView, ViewName } from '../../../shared_js/wire';
import { paths } from '../router';
import { store } from '../store';
import { changeView, needSavedViews, removeView, savedViews } from '../store/saved_views';
import { counts } from '../store/ticket_lists';
import {
  ClockIcon, EditIcon, IconButton, InboxIcon, Menu, MoreIcon, PersonIcon, PlusIcon, RetryIcon, StarIcon, TeamIcon,
    toast, TrashIcon, WarnIcon, type Icon,
} from '../ui';
import { formatQuery, parseQuery, sameQuery, VIEW_WORDS, viewOf, type Query } from './query';
import { naming } from './save_view';
import { query } from './state';

const ICONS: Record<ViewName, Icon> = {
  inbox: InboxIcon, mine: PersonIcon, team: TeamIcon, unassigned: PlusIcon, urgent: WarnIcon, overdue: ClockIcon,
};
export interface Place {
  key: string; label: string; icon: Icon; query: Query; count: number | undefined;
  /** More than none calls for somebody. */
  loud?: boolean;
}

/** Those that everybody has; a queue for each of one's teams. */
export function places(): Place[] {
  const { sort } = query.value;
  const known = counts.value;
  const of = (view: ViewName): Place => ({ key: view, label: VIEW_WORDS[view], icon: ICONS[view],
    query: viewOf(view, sort), count: known?.views[view],
    loud: view === 'urgent' || view === 'overdue' });
  const mine = new Set(store.me.value?.teams ?? []);
  const teams = store.teams.value.filter(({ id }) => mine.has(id)).map(({ id, name }) => (
    { key: `team ${id}`, label: name, icon: TeamIcon, query: viewOf('team', sort, id), count: known?.teams[id] }));
  return [of('inbox'), of('mine'), ...teams, of('unassigned'), of('urgent'), of('overdue')];
}

/** What the list is called: a saved view, one of the places, or the place it was filtered from. */
export function titleOf(now: Query): string {
  const saved = savedViews.value.find((view) => sameQuery(parseQuery(view.query), now));
  if (saved) return saved.name;
  const place = places().find((one) => sameQuery({ ...one.query, sort: now.sort },
    now)) ?? places().find((one) => one.query.view === now.view
    && one.query.team.join() === (now.view === 'team' ? now.team.join() : ''));
  return place?.label ?? VIEW_WORDS[now.view];
}

const short = (count: number) => (count > 9999 ? `${Math.floor(count / 1000)}k` : String(count));

function Line({ label, icon: Glyph, here, count, loud,
  to }: { label: string; icon: Icon; here: boolean; count?: number; loud?: boolean; to: Query }) {
  return (
    <a class="view-link" href={paths.tickets(formatQuery(to))} aria-current={here ? 'page' : undefined} title={label}>
      <Glyph /><span class="truncate" dir="auto">{label}</span>
      {count !== undefined && <span class="view-count" data-loud={(loud && count > 0) || undefined}
        aria-label={`${count} tickets`}>{short(count)}</span>}
    </a>
  );
}

export function ViewList() {
  useEffect(needSavedViews, []);
  const now = query.value;
  const saved = savedViews.value;
  const current = saved.find((view) => sameQuery(parseQuery(view.query), now));
  return (
    <nav class="views" aria-label="Views">
      <ul>{places().map(({ key, query: to, ...place }) => (
        <li key={key}><Line {...place} to={to} here={!current && titleOf(now) === place.label
          && to.view === now.view} /></li>))}</ul>
      {saved.length > 0 && <h2>My views</h2>}
      {saved.length > 0 && <ul>{saved.map((view) => (
        <li key={view.id} class="view-own"><Line label={view.name} icon={StarIcon} to={parseQuery(view.query)}
          here={view === current} /><Own view={view} /></li>))}</ul>}
    </nav>
  );
}

const attempt = (work: Promise<void>, done: string) => void work.then(() => toast(done, 'good'),
  (error: Error) => toast(error.message, 'bad'));

function Own({ view }: { view: SavedView }) {
  const now = query.value;
  const same = sameQuery(parseQuery(view.query), now);
  return (
    <Menu label={`View ${view.name}`} items={[
      { id: 'rename', label: 'Rename', icon: EditIcon, run: () => { naming.value = { view }; } },
      { id: 'update', label: 'Show here what is shown now', icon: RetryIcon, disabled: same,
        run: () => attempt(changeView(view.id, { query: formatQuery(now) }), `“${view.name}” shows this list.`) },
      { id: 'remove', label: 'Delete', icon: TrashIcon, danger: true, divide: true,
        run: () => attempt(removeView(view.id), `“${view.name}” is deleted. No ticket is.`) },
    ]} trigger={(props) => <IconButton {...props} icon={MoreIcon} size="sm" label={`Change the view ${view.name}`}
      class="view-more" />} />
  );
}
