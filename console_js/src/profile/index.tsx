// One's own profile: name and picture, password, how the console looks and sounds, where one is signed in.
import { store } from '../store';
import { Page, Section, Switch } from '../ui';
import { soundOn } from '../shell/sound';
import { ROLE_WORDS } from '../people/roles';
import { Face, NameForm } from './face';
import { PasswordForm } from './password';
import { Sessions } from './sessions';
import { theme, type Theme } from './theme';
import './profile.css';

const THEMES: { value: Theme; label: string }[] = [{ value: 'system', label: 'As the system' }, { value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }];

export function ProfileScreen() {
  const me = store.me.value;
  if (!me) return null;
  return (
    <Page title="Your profile" lead={<>{me.email}, {ROLE_WORDS[me.role].label}</>}>
      <Section title="How others see you" lead="Colleagues and customers see your name and picture."><div class="form"><Face me={me} /><NameForm me={me} /></div></Section>
      <Section title="Look and sound" lead="For this browser only.">
        <div class="form">
          <fieldset class="themes">
            <legend>Colours</legend>
            {THEMES.map(({ value, label }) => (
              <label key={value} class="theme">
                <input type="radio" name="theme" value={value} checked={theme.value === value} onChange={() => { theme.value = value; }} />
                <span class="theme-picture" data-look={value} aria-hidden="true"><i /><i /></span>{label}
              </label>
            ))}
          </fieldset>
          <Switch label="Sound" hint="A chime for a waiting chat, and for a message you are not looking at." checked={soundOn.value} onChange={(on) => { soundOn.value = on; }} />
        </div>
      </Section>
      <Section title="Password" lead="Changing it signs you out on all other devices."><PasswordForm email={me.email} name={me.name} /></Section>
      <Sessions />
    </Page>
  );
}
