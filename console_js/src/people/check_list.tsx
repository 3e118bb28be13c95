// Ticking several of a list: members of a team, teams of a person.
import type { ComponentChildren } from 'preact';

export interface CheckChoice { id: string; label: string; hint?: string; lead?: ComponentChildren }

interface Props { legend: string; choices: CheckChoice[]; chosen: string[]; onChange: (chosen: string[]) => void; empty: string }

export function CheckList({ legend, choices, chosen, onChange, empty }: Props) {
  return (
    <fieldset class="check-list">
      <legend>{legend}</legend>
      {choices.length === 0 && <p class="quiet">{empty}</p>}
      {choices.map(({ id, label, hint, lead }) => (
        <label key={id} class="check">
          <input type="checkbox" checked={chosen.includes(id)} onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((other) => other !== id))} />
          {lead}
          <span class="check-words"><span class="truncate" dir="auto">{label}</span>{hint && <small class="truncate">{hint}</small>}</span>
        </label>
      ))}
    </fieldset>
  );
}
