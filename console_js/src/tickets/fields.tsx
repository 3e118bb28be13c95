// What a list can be filtered by: the choices of each filter, and how a chosen one is called.
import { store } from '../store';
import { categories, labels } from '../ticket/labels';
import { Avatar, ChannelMark, PRIORITIES, PriorityMark, STATUSES, StatusMark, TeamIcon, type Choice } from '../ui';
import { CHANNEL_WORDS, toggled, type ListName, type Query } from './query';

export interface FilterField { name: ListName; label: string; placeholder: string; choices: (query: Query) => Choice[] }

const CHANNELS = Object.keys(CHANNEL_WORDS) as (keyof typeof CHANNEL_WORDS)[];
const dot = (colour: string) => <span class="tag-dot" style={{ background: colour }} />;

function owners(): Choice[] {
  const me = store.me.value?.id;
  return [
    { id: 'me', label: 'Me' }, { id: 'none', label: 'Nobody' },
    ...store.agents.value.filter(({ id, active }) => active && id !== me).map(({ id, name, picture }) => (
      { id, label: name, group: 'Colleagues', lead: <Avatar name={name} picture={picture} size={20} /> })),
  ];
}
const teams = (): Choice[] => [
  { id: 'mine', label: 'My teams' }, { id: 'none', label: 'No team' },
  ...store.teams.value.map(({ id, name }) => ({ id, label: name, group: 'Teams', lead: <TeamIcon /> })),
];

const checked = (choices: Choice[], values: readonly string[]): Choice[] =>
  choices.map((choice) => ({ ...choice, checked: values.includes(choice.id) }));
const field = (name: ListName, label: string, placeholder: string, choices: () => Choice[]): FilterField =>
  ({ name, label, placeholder, choices: (query) => checked(choices(), query[name]) });

export const FIELDS: FilterField[] = [
  field('status', 'Status', 'Find a status', () => [
    ...STATUSES.map(({ value, label }) => ({ id: value, label, lead: <StatusMark value={value} words={false} /> })),
    { id: 'any', label: 'Any, also closed' },
  ]),
  field('priority', 'Priority', 'Find a priority',
    () => PRIORITIES.map(({ value, label }) => ({ id: value, label, lead: <PriorityMark value={value} /> }))),
  field('assignee', 'Owner', 'Find a person', owners),
  field('team', 'Team', 'Find a team', teams),
  field('label', 'Label', 'Find a label',
    () => labels.value.map(({ name, colour }) => ({ id: name, label: name, lead: dot(colour) }))),
  field('category', 'Category', 'Find a category',
    () => categories.value.map(({ name }) => ({ id: name, label: name }))),
  field('channel', 'Channel', 'Find a channel',
    () => CHANNELS.map((value) => ({ id: value, label: CHANNEL_WORDS[value], lead: <ChannelMark value={value} /> }))),
];

/** "Any" stands alone. */
export function choose({ name }: FilterField, query: Query, value: string): Partial<Query> {
  const next = toggled(query[name], value);
  if (name !== 'status') return { [name]: next };
  return { status: value === 'any' ? next.filter((one) => one === 'any') : next.filter((one) => one !== 'any') };
}

/** The first of the chosen by name, and how many more. */
export function chosenWords(field: FilterField, query: Query): string {
  const values = query[field.name];
  if (!values.length) return '';
  const first = field.choices(query).find(({ id }) => id === values[0])?.label ?? values[0]!;
  return values.length > 1 ? `${first} +${values.length - 1}` : first;
}

const DAY_MS = 86_400_000;
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Days are those of the server: UTC. */
export function spans(now: number): { id: string; label: string; from: string; to: string }[] {
  const today = day(now);
  return [
    { id: 'today', label: 'Today', from: today, to: '' },
    { id: 'yesterday', label: 'Yesterday', from: day(now - DAY_MS), to: day(now - DAY_MS) },
    { id: 'week', label: 'Last 7 days', from: day(now - 6 * DAY_MS), to: '' },
    { id: 'month', label: 'Last 30 days', from: day(now - 29 * DAY_MS), to: '' },
    { id: 'older', label: 'More than 30 days ago', from: '', to: day(now - 30 * DAY_MS) },
  ];
}
