/** The frame begins: config, storage, session, the talk with the host page, and the screens. */
import '../../shared_js/tokens.css';
import './style/base.css';
import './style/conversation.css';
import './style/forms.css';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { paint } from './colour';
import { readConfig } from './config';
import { joinHost } from './host';
import { Session } from './session';
import { chime } from './sound';
import { openStorage } from './storage';
import { direction, language, speak } from './language';
import { App } from './ui/app';

const config = readConfig();
const storage = openStorage();
const session = new Session(config, storage);
/** Within a page it is the page that says so. */
const open = signal(window.parent === window);
const visible = signal(!document.hidden);
const sound = signal(storage.getItem(session.key('sound')) === 'on');

document.documentElement.lang = language;
document.documentElement.dir = direction;
document.addEventListener('visibilitychange', () => { visible.value = !document.hidden; });

let greeted = false;
const host = joinHost(config.origins, (message) => {
  if (message.frontdesk === 'hello') {
    open.value = message.open;
    if (!greeted) session.begin(message.page, message.identity);
    greeted = true;
    const { accent, ink } = colours.peek();
    host.say({ frontdesk: 'ready', colour: accent, ink });
    host.say({ frontdesk: 'unread', count: session.unread.peek() });
  } else if (!greeted) {
    return;
  } else if (message.frontdesk === 'page') {
    session.wentTo(message.page);
  } else if (message.frontdesk === 'open') {
    open.value = message.open;
  } else {
    session.identify(message.identity);
  }
});

const colours = signal(paint(config.colour));
effect(() => {
  colours.value = paint(session.site.value.colour);
  if (greeted) host.say({ frontdesk: 'ready', colour: colours.peek().accent, ink: colours.peek().ink });
});
effect(() => { session.watched.value = open.value && visible.value; });
effect(() => { host.say({ frontdesk: 'unread', count: open.value ? 0 : session.unread.value }); });
effect(() => { storage.setItem(session.key('sound'), sound.value ? 'on' : 'off'); });
session.onAnswer = () => { if (sound.peek()) chime(); };
if (host.alone) session.begin(null, null);

await speak();
render(
  <App session={session} storage={storage} open={open} sound={sound}
    close={host.alone ? null : () => host.say({ frontdesk: 'close' })} />,
  document.getElementById('app')!,
);
