// What can be done to all chosen tickets, in a bar that shows while some are chosen; and what could not be done.
import type { Ticket } from '../../../shared_js/wire';
import { paths } from '../router';
import { store } from '../store';
import { askMerge } from '../ticket/dialogs';
import { making } from '../ticket/labelling';
import { categories, labels } from '../ticket/labels';
import {
  Avatar, Button, CloseIcon, Dialog, FolderIcon, IconButton, Menu, MergeIcon, PersonIcon, Picker, PRIORITIES,
    PriorityMark, Spinner, STATUSES, StatusMark, TagIcon, TeamIcon,
  type Choice, type MenuItem,
} from '../ui';
import { counted } from '../ui/words';
import { changeChosen, changing, refused } from './changing';
import { chosen, selected, selectNone } from './state';

export const BULK = { status: 'bulk-status', priority: 'bulk-priority', owner: 'bulk-owner', team: 'bulk-team',
  labels: 'bulk-labels', category: 'bulk-category', merge: 'bulk-merge' };
const NOBODY = '';

function owners(): Choice[] {
  const me = store.me.value?.id;
  const people = store.agents.value.filter(({ active, invited }) => active
    && !invited).sort((a, b) => Number(b.id === me) - Number(a.id === me));
  return [
    ...people.map(({ id, name, picture, presence }) => ({ id, label: id === me ? `${name} (me)` : name, lead: <Avatar
      name={name} picture={picture} size={22} presence={presence} /> })),
    { id: NOBODY, label: 'Nobody' },
  ];
}
const teams = (): Choice[] => [...store.teams.value.map(({ id, name }) => ({ id, label: name, lead: <TeamIcon /> })),
  { id: NOBODY, label: 'No team' }];

const nameOf = (list: readonly { id: string; name: string }[],
  id: string) => list.find((one) => one.id === id)?.name ?? 'a colleague';
const giveTo = (id: string) => void changeChosen({ assignee: id || null }, id
  ? `given to ${nameOf(store.agents.value, id)}` : 'left without an owner');
const passTo = (id: string) => void changeChosen({ team: id || null }, id ? `passed to ${nameOf(store.teams.value, id)}`
  : 'taken from their teams');
const setCategory = (name: string) =>
  void changeChosen({ category: name || null }, name ? `put into “${name}”` : 'left without a category');

/** A label that all of them carry is taken away, any other one is given. */
function toggleLabel(name: string): void {
  const all = chosen.value.every((ticket) => ticket.labels.includes(name));
  void changeChosen(all ? { remove_labels: [name] } : { add_labels: [name] }, all ? `without the label “${name}”`
    : `labelled “${name}”`);
}

function labelChoices(): Choice[] {
  const tickets = chosen.value;
  return labels.value.map(({ name, colour }) => {
    const count = tickets.filter((ticket) => ticket.labels.includes(name)).length;
    return { id: name, label: name, checked: count === tickets.length, hint: count && count < tickets.length
      ? `on ${count} of them` : undefined,
      lead: <span class="tag-dot" style={{ background: colour }} /> };
  });
}

const priorities = (): MenuItem[] => PRIORITIES.map(({ value, label }) => (
  { id: value, label, lead: <PriorityMark value={value} />, run: () => void changeChosen({ priority: value },
    `set to ${label}`) }));
const statuses = (): MenuItem[] => STATUSES.map(({ value, label }) => (
  { id: value, label, lead: <StatusMark value={value} words={false} />, run: () => void changeChosen({ status: value },
    `set to ${label}`) }));

const MOST_MERGED = 50;
const mayMerge = (tickets: readonly Ticket[]) =>
  tickets.length > 1 && tickets.length <= MOST_MERGED
    && tickets.every(({ customer }) => customer.id === tickets[0]!.customer.id);

export function BulkBar() {
  const count = chosen.value.length;
  if (!count) return null;
  const busy = changing.value;
  return (
    <div class="bulk" role="toolbar" aria-label="Change the chosen tickets">
      <strong class="bulk-count" role="status">{busy ? <><Spinner />{`${busy.done} of ${busy.of}`}</>
        : `${count} chosen`}</strong>
      <Tools />
      <Button id={BULK.merge} size="sm" icon={MergeIcon} disabled={!mayMerge(chosen.value)}
        title={mayMerge(chosen.value) ? 'Merge (m)' : 'Choose two or more tickets of one customer'}
        onClick={() => askMerge(chosen.value.map(({ number }) => number), selectNone)}>Merge</Button>
      <IconButton icon={CloseIcon} label="Choose none" keys="Esc" size="sm" onClick={selectNone} />
    </div>
  );
}

const Tools = () => (
  <>
    <Picker label="Give to" placeholder="Find a person" nothing="Nobody by that name." choices={owners()}
      onChoose={giveTo}
      trigger={(props) => <button {...props} id={BULK.owner} type="button" class="button secondary sm"
        title="Owner (o)"><PersonIcon size={14} /><span class="bulk-word">Owner</span></button>} />
    <Picker label="Pass to the team" placeholder="Find a team" nothing="No team by that name." choices={teams()}
      onChoose={passTo}
      trigger={(props) => <button {...props} id={BULK.team} type="button" class="button secondary sm" title="Team">
        <TeamIcon size={14} /><span class="bulk-word">Team</span></button>} />
    <Menu label="Status" items={statuses()}
      trigger={(props) => <button {...props} id={BULK.status} type="button" class="button secondary sm"
        title="Status (s)"><StatusMark value="in_progress" words={false} /><span class="bulk-word">Status</span>
          </button>} />
    <Menu label="Priority" items={priorities()}
      trigger={(props) => <button {...props} id={BULK.priority} type="button" class="button secondary sm"
        title="Priority (p)"><PriorityMark value="high" /><span class="bulk-word">Priority</span></button>} />
    <Picker label="Labels" placeholder="Find a label" nothing="There is no such label." choices={labelChoices()}
      onChoose={toggleLabel} make={making('labels', toggleLabel)}
      trigger={(props) => <button {...props} id={BULK.labels} type="button" class="button secondary sm"
        title="Labels (l)"><TagIcon size={14} /><span class="bulk-word">Labels</span></button>} />
    <Picker label="Category" placeholder="Find a category" nothing="There is no such category." onChoose={setCategory}
      make={making('categories', setCategory)}
      choices={[...categories.value.map(({ name }) => ({ id: name, label: name })),
        { id: NOBODY, label: 'No category' }]}
      trigger={(props) => <button {...props} id={BULK.category} type="button" class="button secondary sm"
        title="Category (y)"><FolderIcon size={14} /><span class="bulk-word">Category</span></button>} />
  </>
);

/** Which of them could not be changed, and why. */
export function RefusedDialog() {
  const told = refused.value;
  if (!told) return null;
  const close = () => { refused.value = null; };
  const keep = () => { selected.value = new Set(told.list.map(({ number }) => number)); close(); };
  return (
    <Dialog title={`${counted(told.list.length, 'ticket')} could not be changed`} onClose={close}
      footer={<><Button onClick={keep}>Choose only these</Button><Button variant="primary" data-autofocus
        onClick={close}>Close</Button></>}>
      <p>{told.done ? `${counted(told.done, 'ticket')} ${told.done === 1 ? 'was' : 'were'} ${told.what}.`
        : 'None of them was changed.'}</p>
      <ul class="refused">{told.list.map(({ number, subject, message }) => (
        <li key={number}><a href={paths.ticket(number)} onClick={close}>#{number} <span dir="auto">{subject}</span></a>
          <p>{message}</p></li>))}</ul>
    </Dialog>
  );
}
