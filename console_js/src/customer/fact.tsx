// One thing that is known of somebody: an icon that says what it is, and the value.
import type { ComponentChildren } from 'preact';
import type { Icon } from '../ui';

export const Fact = ({ icon: Glyph, label, children }: { icon: Icon; label: string; children: ComponentChildren }) => (
  <div class="person-fact"><dt title={label}><Glyph size={14} /><span class="sr-only">{label}</span></dt><dd>{children}
    </dd></div>
);
