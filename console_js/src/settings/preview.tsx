// A small picture of the widget in the colours and words being edited.
import { ChatIcon, SendIcon } from '../ui';
import { inkOn } from './colour';
import { isColour } from './contrast';
import type { Draft } from './draft';

const ASKED = { off: '', optional: ' (optional)', required: '' } as const;

export function Preview({ draft }: { draft: Draft }) {
  const colour = isColour(draft.colour) ? draft.colour : '#3450d8';
  const brand = { background: colour, color: inkOn(colour) };
  return (
    <div class="preview" role="img" aria-label="Preview of the widget">
      <div class="preview-card" aria-hidden="true">
        <div class="preview-head" style={brand}><b dir="auto">{draft.name || 'Your site'}</b></div>
        <div class="preview-body">
          <p class="preview-words" dir="auto">{draft.greeting || ' '}</p>
          {draft.prechat.name !== 'off' && <span class="preview-field">Name{ASKED[draft.prechat.name]}</span>}
          {draft.prechat.email !== 'off' && <span class="preview-field">Email{ASKED[draft.prechat.email]}</span>}
          <span class="preview-field write">Write a message<span style={brand}><SendIcon size={12} /></span></span>
        </div>
      </div>
      <span class="preview-launcher" style={brand} aria-hidden="true"><ChatIcon size={20} /></span>
    </div>
  );
}
