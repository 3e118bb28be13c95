// The way from one section of the settings to the next.
import { useEffect, useRef } from 'preact/hooks';
import { route } from '../router';
import { mySections } from './sections';

export function SettingsTabs() {
  const at = route.value;
  const tabs = useRef<HTMLElement>(null);
  const chosen = at.name === 'settings' ? at.section : '';
  useEffect(() => tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [chosen]);
  const sections = mySections();
  if (at.name !== 'settings' || sections.length < 2) return null;
  const here = at.section || sections[0]!.id;
  return (
    <nav ref={tabs} class="page-tabs" aria-label="Settings">
      {sections.map(({ id, label }) => (
        <a key={id} href={`/settings/${id}`} aria-current={id === here ? 'page' : undefined}>{label}</a>
      ))}
    </nav>
  );
}
