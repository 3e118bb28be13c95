// Settings: one section per address, each shown to who may use it.
import { route } from '../router';
import { EmptyState, LockIcon, Page } from '../ui';
import { SECTIONS, mySections } from './sections';
import './settings.css';
import { SettingsTabs } from './tabs';

export function SettingsScreen() {
  const at = route.value;
  const wanted = at.name === 'settings' ? at.section : '';
  const mine = mySections();
  const section = wanted ? SECTIONS.find(({ id }) => id === wanted) : mine[0];
  if (section && mine.includes(section)) return <section.Screen />;
  return (
    <Page title="Settings" tabs={<SettingsTabs />}>
      <EmptyState icon={LockIcon} title={section ? `${section.label} are not yours to change` : 'There are no such settings'}>
        {section ? 'Ask a manager or an admin of your team.' : 'Choose one of the sections above.'}
      </EmptyState>
    </Page>
  );
}
