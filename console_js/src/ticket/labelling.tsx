// The labels and the category of a ticket, chosen from what there is; managers make what is missing while choosing.
import { useEffect } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import { api, ApiError, type Names } from '../api';
import { atLeast } from '../people/may';
import { store } from '../store';
import { DownIcon, FolderIcon, Picker, Tag, TagIcon, toast, type Choice, type PickerProps } from '../ui';
import { categories, colourOf, knownCategories, knownLabels, labels, needCategories, needLabels } from './labels';
import type { TicketLive } from './live';

export const LABELS_ID = 'ticket-labels';
export const CATEGORY_ID = 'ticket-category';

const WORD: Record<Names, string> = { labels: 'label', categories: 'category' };

/** What a picker offers a manager for a name that is not there; `use` gets it as the server spells it. */
export function making(kind: Names, use: (name: string) => void): PickerProps['make'] {
  if (!atLeast(store.me.value, 'manager')) return undefined;
  return { label: (typed) => `Make ${WORD[kind]} “${typed}”`, run: (typed) => void make(kind, typed, use) };
}

async function make(kind: Names, typed: string, use: (name: string) => void) {
  try {
    const { name } = await api.makeName(kind, { name: typed });
    await (kind === 'labels' ? knownLabels : knownCategories).reload();
    use(name);
  } catch (error) {
    toast(error instanceof ApiError ? error.message : `The ${WORD[kind]} could not be made.`, 'bad');
  }
}

export const labelChoices = (chosen: readonly string[]): Choice[] => labels.value.map(({ name, colour }) => (
  { id: name, label: name, checked: chosen.includes(name), lead: <span class="tag-dot"
    style={{ background: colour }} /> }
));

interface Props { live: TicketLive; ticket: Ticket }

export function Labels({ live, ticket }: Props) {
  useEffect(needLabels, []);
  const toggle = (name: string) => {
    const now = live.ticket.value!.labels;
    const next = now.includes(name) ? now.filter((one) => one !== name) : [...now, name];
    live.change({ labels: next }, { labels: next });
  };
  const fixed = ticket.status === 'closed';
  return (
    <span class={live.fresh.value.has('labels') ? 'ticket-labels flash' : 'ticket-labels'}>
      {ticket.labels.map((name) => <Tag key={name} name={name} colour={colourOf(name)} {...(!fixed
        && { onRemove: () => toggle(name) })} />)}
      {!fixed && <Picker label="Labels" placeholder="Find a label" nothing="There is no such label." multiple
        onChoose={toggle} make={making('labels', toggle)}
        choices={labelChoices(ticket.labels)}
        trigger={(props) => (
          <button {...props} id={LABELS_ID} type="button" class="property add" title="Labels (l)"
            aria-label="Change labels"><TagIcon size={14} />{ticket.labels.length ? null : <span>Labels</span>}</button>
        )} />}
    </span>
  );
}

/** No name of a category: those have a letter at least. */
const NONE = '';

export function Category({ live, ticket }: Props) {
  useEffect(needCategories, []);
  const set = (name: string) => {
    const category = name || null;
    if (category !== live.ticket.value!.category) live.change({ category }, { category });
  };
  const words = ticket.category ? <span class="truncate" dir="auto">{ticket.category}</span> : <span>Category</span>;
  const look = `property ${ticket.category ? '' : 'add'} ${live.fresh.value.has('category') ? 'flash' : ''}`;
  if (ticket.status === 'closed') return ticket.category ? <span class="property fixed" title="Category"><FolderIcon
    size={14} />{words}</span> : null;
  return (
    <Picker label="Category" placeholder="Find a category" nothing="There is no such category." onChoose={set}
      make={making('categories', set)}
      choices={categoryChoices(ticket.category)}
      trigger={(props) => (
        <button {...props} id={CATEGORY_ID} type="button" class={look} title="Category (y)"
          aria-label={`Category: ${ticket.category ?? 'none'}`}>
          <FolderIcon size={14} />{words}{ticket.category && <DownIcon size={12} />}
        </button>
      )} />
  );
}

export const categoryChoices = (chosen: string | null): Choice[] => [
  ...categories.value.map(({ name }) => ({ id: name, label: name, checked: name === chosen })),
  { id: NONE, label: 'No category', checked: chosen === null },
];
