// Where a new ticket belongs: owner or team, category, labels.
import { useEffect } from 'preact/hooks';
import type { Agent, Team } from '../../../shared_js/wire';
import { categoryChoices, labelChoices, making } from '../ticket/labelling';
import { colourOf, needCategories, needLabels } from '../ticket/labels';
import { NOBODY, ownerChoices } from '../ticket/properties';
import { DownIcon, Field, Picker, Tag, type Choice, type PickerProps } from '../ui';
import type { Draft, Errors } from './draft';

interface FilingProps { draft: Draft; errors: Errors; onChange: (changes: Partial<Draft>) => void; agents: Agent[];
  teams: Team[] }

export function Filing({ draft, errors, onChange, agents, teams }: FilingProps) {
  useEffect(() => { needLabels(); needCategories(); }, []);
  const without = (name: string) => draft.labels.filter((one) => one !== name);
  const toggle = (name: string) => onChange({ labels: draft.labels.includes(name) ? without(name) : [...draft.labels,
    name] });
  const category = (name: string) => onChange({ category: name || null });
  return (
    <>
      <Chooser label="Owner" error={errors.owner} placeholder="Find a person or a team" nothing="Nobody by that name."
        words={ownerName(draft.owner, agents, teams)}
        choices={owners(draft.owner)} onChoose={(owner) => onChange({ owner: owner === NOBODY ? null : owner })} />
      <Chooser label="Category" error={errors.category} placeholder="Find a category"
        nothing="There is no such category." words={draft.category ?? ''}
        choices={categoryChoices(draft.category)} onChoose={category} make={making('categories', category)} />
      <Chooser label="Labels" error={errors.labels} placeholder="Find a label" nothing="There is no such label."
        words={draft.labels.join(', ')} multiple
        choices={labelChoices(draft.labels)} onChoose={toggle} make={making('labels', toggle)} />
      {draft.labels.length > 0 && <span class="new-ticket-tags">{draft.labels.map((name) => <Tag key={name} name={name}
        colour={colourOf(name)} onRemove={() => toggle(name)} />)}</span>}
    </>
  );
}

function owners(owner: string | null): Choice[] {
  const choices = ownerChoices({ assignee: null, team: null });
  return choices.map((choice) => ({ ...choice, checked: choice.id === (owner ?? NOBODY) }));
}

function ownerName(owner: string | null, agents: Agent[], teams: Team[]): string {
  const named = (kind: string) => ({ id, name }: { id: string; name: string }) => ({ id: `${kind}:${id}`, name });
  return [...agents.map(named('agent')), ...teams.map(named('team'))].find(({ id }) => id === owner)?.name ?? '';
}

type ChooserProps = Omit<PickerProps, 'trigger'> & { error: string | undefined; words: string };

/** A picker that looks like the fields around it. */
function Chooser({ error, words, ...picker }: ChooserProps) {
  return (
    <Field label={picker.label} error={error}>
      {(ids) => (
        <Picker {...picker} trigger={(props) => (
          <button {...props} {...ids} type="button" class="input chooser"
            aria-label={`${picker.label}: ${words || 'none'}`}>
            <span class={words ? 'truncate' : 'truncate quiet'} dir="auto">{words || 'None'}</span>
            <DownIcon size={14} />
          </button>
        )} />
      )}
    </Field>
  );
}
